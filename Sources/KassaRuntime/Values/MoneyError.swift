/// Why an amount or a quantity was refused.
///
/// What was typed is never repeated, since it may be a card number in the wrong field; at most one
/// character of it is.
public enum MoneyError: Error, Hashable, Codable, Sendable {
  /// The amount, or the result of arithmetic, is beyond ``Money/kopecksMax``.
  case overLimit
  case empty
  case signed
  /// A character that an amount can't hold, at this position counted from 1.
  case unexpected(String, position: Int)
  /// The decimal separator has no digit on one of its sides.
  case digitMissing(position: Int)
  /// Groups of digits between spaces or apostrophes must have three digits each.
  case misplacedGroup(position: Int)
  case tooManyDecimals(max: Int)
  /// A quantity of nothing.
  case quantityZero
  case quantityOverLimit
}

/// What a typed number is to be; its mistakes are told with an example of that.
public enum TypedKind: Hashable, Sendable {
  case amount, quantity, percent

  fileprivate func example(_ language: Language) -> String {
    let digits: (whole: String, decimals: String) =
      switch self {
      case .amount: ("199", "50")
      case .quantity: ("0", "354")
      case .percent: ("10", "5")
      }
    return digits.whole + DecimalText.separator(language) + digits.decimals
  }
}

extension MoneyError: CustomStringConvertible {
  public var description: String { text(.en) }

  /// What was expected and what came, for the cashier.
  public func text(_ language: Language, of kind: TypedKind = .amount) -> String {
    switch language {
    case .ru: russian(kind)
    case .en: english(kind)
    }
  }

  private func english(_ kind: TypedKind) -> String {
    let example = kind.example(.en)
    return switch self {
    case .overLimit where kind == .percent: "the percentage is over 100; type from 0 to 100"
    case .overLimit: "the amount is over 2814749767106.55 ₽; split it"
    case .empty: "a number was expected, got nothing; type it like \(example)"
    case .signed: "a number without a sign was expected; take the sign away"
    case .unexpected(let character, let position):
      "a digit was expected at position \(position), got «\(character)»; type it like \(example)"
    case .digitMissing(let position):
      "a digit was expected at position \(position); type it like \(example)"
    case .misplacedGroup(let position):
      "a group of three digits was expected at position \(position); type it like 1 234.50"
    case .tooManyDecimals(let max): "at most \(max) digits may follow the decimal separator"
    case .quantityZero: "a quantity above zero was expected, got zero"
    case .quantityOverLimit: "the quantity is over 99999999; split the line"
    }
  }

  private func russian(_ kind: TypedKind) -> String {
    let example = kind.example(.ru)
    return switch self {
    case .overLimit where kind == .percent: "процент больше 100; введите от 0 до 100"
    case .overLimit: "сумма больше 2814749767106,55 ₽; разделите её"
    case .empty: "нужно число, а поле пустое; введите, например, \(example)"
    case .signed: "нужно число без знака; уберите знак"
    case .unexpected(let character, let position):
      "на месте \(position) нужна цифра, а там «\(character)»; введите, например, \(example)"
    case .digitMissing(let position):
      "на месте \(position) нужна цифра; введите, например, \(example)"
    case .misplacedGroup(let position):
      "на месте \(position) нужны три цифры подряд; введите, например, 1 234,50"
    case .tooManyDecimals(let max): "после запятой не больше \(max) цифр"
    case .quantityZero: "количество должно быть больше нуля"
    case .quantityOverLimit: "количество больше 99999999; разделите позицию"
    }
  }
}
