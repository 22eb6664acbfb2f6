/// What a line's quantity counts (tag 2108; FPTR).
///
/// FNS rejects receipts of FFD 1.2 without it.
public enum Measure: Int, FiscalCode, CaseIterable, Codable, JSONCoded, Sendable {
  case piece = 0
  case gram = 10
  case kilogram = 11
  case tonne = 12
  case centimetre = 20
  case decimetre = 21
  case metre = 22
  case squareCentimetre = 30
  case squareDecimetre = 31
  case squareMetre = 32
  case millilitre = 40
  case litre = 41
  case cubicMetre = 42
  case kilowattHour = 50
  case gigacalorie = 51
  case day = 70
  case hour = 71
  case minute = 72
  case second = 73
  case kilobyte = 80
  case megabyte = 81
  case gigabyte = 82
  case terabyte = 83
  case other = 255

  public var name: String { words.name }

  /// The unit as paper prints it after a quantity, in characters that CP866 has.
  public var title: String { words.title }

  /// The unit after a quantity on a screen, with the space before it; a piece needs no word in English.
  package func unit(_ language: Language) -> String {
    switch language {
    case .ru: " \(title)"
    case .en: self == .piece ? "" : " \(name.replacing("_", with: " "))"
    }
  }

  private var words: (name: String, title: String) {
    switch self {
    case .piece: ("piece", "шт")
    case .gram: ("gram", "г")
    case .kilogram: ("kilogram", "кг")
    case .tonne: ("tonne", "т")
    case .centimetre: ("centimetre", "см")
    case .decimetre: ("decimetre", "дм")
    case .metre: ("metre", "м")
    case .squareCentimetre: ("square_centimetre", "см2")
    case .squareDecimetre: ("square_decimetre", "дм2")
    case .squareMetre: ("square_metre", "м2")
    case .millilitre: ("millilitre", "мл")
    case .litre: ("litre", "л")
    case .cubicMetre: ("cubic_metre", "м3")
    case .kilowattHour: ("kilowatt_hour", "кВт*ч")
    case .gigacalorie: ("gigacalorie", "Гкал")
    case .day: ("day", "сутки")
    case .hour: ("hour", "час")
    case .minute: ("minute", "мин")
    case .second: ("second", "с")
    case .kilobyte: ("kilobyte", "Кбайт")
    case .megabyte: ("megabyte", "Мбайт")
    case .gigabyte: ("gigabyte", "Гбайт")
    case .terabyte: ("terabyte", "Тбайт")
    case .other: ("other", "ед")
    }
  }
}
