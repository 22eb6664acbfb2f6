extension Money {
  /// Takes an amount as people type it: «199,50», «199.5», «200», «1 234,50», «1'234.5».
  public init(parsing text: String) throws(MoneyError) {
    guard let scaled = try TypedNumber(parsing: text, decimals: 2).scaled,
      let kopecks = Int64(exactly: scaled)
    else { throw .overLimit }
    try self.init(kopecks: kopecks)
  }

  /// The amount with its sign of currency, as a screen shows it: «12 345,00 ₽», "12,345.00 ₽".
  ///
  /// No-break spaces, so that an amount is never torn between two lines.
  public func text(_ language: Language) -> String {
    let sign = kopecks < 0 ? "−" : ""
    let whole = DecimalText.grouped(roubles, language)
    return "\(sign)\(whole)\(DecimalText.separator(language))\(cents)\u{A0}₽"
  }

  private var roubles: UInt64 { kopecks.magnitude / 100 }

  private var cents: String { (kopecks.magnitude % 100).padded(digits: 2) }
}

extension Money: CustomStringConvertible {
  /// Roubles and kopecks with a point, "199.50", for logs, scripts and the QR text.
  public var description: String { "\(kopecks < 0 ? "-" : "")\(roubles).\(cents)" }
}

/// How digits of a number are laid out.
enum DecimalText {
  static func separator(_ language: Language) -> String {
    switch language {
    case .ru: ","
    case .en: "."
    }
  }

  static func grouped(_ number: UInt64, _ language: Language) -> String {
    let grouper: String =
      switch language {
      case .ru: "\u{A0}"
      case .en: ","
      }
    let digits = Array(String(number))
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += grouper }
      text.append(digit)
    }
    return text
  }
}
