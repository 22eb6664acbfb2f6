/// One thing wrong with a goods file: where, and what.
package struct GoodsFault: Error, Hashable, Sendable {
  /// From 1, as an editor counts.
  package let line: Int
  /// The column's name; none where the line as a whole is wrong.
  package let column: String?
  package let problem: GoodsProblem
}

/// What is wrong.
///
/// A goods file holds no secrets, so the words at fault are repeated.
package enum GoodsProblem: Hashable, Sendable {
  case notUTF8
  case noGoods
  case rowTooLong(bytesMax: Int)
  case quoteUnfinished
  case quoteMisplaced
  case columnUnknown(String, suggestion: String?)
  case columnMissing
  case columnDoubled
  case cellCount(expected: Int, got: Int)
  case nameEmpty
  case nameTooLong(count: Int)
  case notPrintable
  case price(String, MoneyError)
  case priceZero
  case priceTooLarge(Money)
  case cardNumber
  case wordUnknown(String, suggestion: String?, known: [String])
  case barcodeMalformed(String)
  case barcodeDoubled(String, firstLine: Int)
  /// A warning: internal codes may have any digits, but no scanner reads this one.
  case checkDigitWrong(String)
}

/// What an import found wrong; nothing was imported.
package struct GoodsImportError: Error, Hashable, Sendable {
  /// In the order of the file; the first hundred.
  package let faults: [GoodsFault]
  /// How many more there are.
  package let more: Int

  init(faults: [GoodsFault], more: Int = 0) { (self.faults, self.more) = (faults, more) }

  init(_ faults: GoodsFaults) {
    self.init(faults: faults.kept, more: faults.more)
  }
}

extension GoodsFault {
  /// `goods.csv:12: price: …`, as editors and terminals open it.
  package func text(file: String) -> String {
    "\(file):\(line): \(column.map { "\($0): " } ?? "")\(problem)"
  }
}

extension GoodsProblem: CustomStringConvertible {
  /// What was expected, what came, what to do.
  package var description: String {
    switch self {
    case .notUTF8: "not UTF-8 text; save the file as UTF-8 (in a spreadsheet: «CSV UTF-8»)"
    case .noGoods: "no goods in the file; write a line of column names and a line for each good"
    case .rowTooLong(let max):
      "a row of over \(max) bytes; write a line for each good, or close a quote that was opened before"
    case .quoteUnfinished:
      "a quote is opened and not closed; close it, or double it («\"\"») in a name"
    case .quoteMisplaced:
      "a quote in the middle of a cell; put the whole cell in quotes and double the one inside"
    case .columnUnknown(let name, let suggestion):
      "no column «\(Self.shown(name))» is known"
        + Self.remedy(suggestion, "use \(GoodsColumn.allNames.joined(separator: ", "))")
    case .columnMissing: "the column is missing; add it to the first line"
    case .columnDoubled: "the column is there twice; take one away"
    case .cellCount(let expected, let got):
      "\(expected) cells were expected, got \(got); a name with the separator in it needs quotes"
    case .nameEmpty: "a name was expected, got nothing; write what the receipt should say"
    case .nameTooLong(let count):
      "at most \(Item.nameCharactersMax) characters, got \(count); shorten it"
    case .notPrintable: "a character that can't be printed; type the cell again"
    case .price(let text, let error): "a price was expected, got «\(Self.shown(text))»: \(error)"
    case .priceZero: "a price above zero was expected, got zero; correct it"
    case .priceTooLarge(let price):
      "a price of at most \(Item.priceMax) was expected, got \(price); correct it"
    case .cardNumber:
      "it looks like a card number, which no receipt may hold; take it out, or write it with letters"
    case .wordUnknown(let word, let suggestion, let known):
      "«\(Self.shown(word))» is not known" + (suggestion.map { " (did you mean «\($0)»?)" } ?? "")
        + "; use \(known.joined(separator: ", "))"
    case .barcodeMalformed(let text):
      "letters, digits and «-._» were expected, got «\(Self.shown(text))»; several barcodes go apart by spaces"
    case .barcodeDoubled(let barcode, let firstLine):
      "\(barcode) is already on line \(firstLine); a barcode belongs to one good, take one away"
    case .checkDigitWrong(let barcode):
      "\(barcode) has a wrong check digit, so no scanner reads it; compare it with the package"
    }
  }

  /// A cell as an error quotes it: what people can read of its first characters, and no card number.
  private static func shown(_ cell: String) -> String {
    guard !CardNumber.isIn(cell) else { return "…" }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: cell.unicodeScalars.filter(\.isPrintable))
    let text = String(kept)
    return text.count > 40 ? text.prefix(40) + "…" : text
  }

  private static func remedy(_ suggestion: String?, _ other: String) -> String {
    suggestion.map { "; did you mean «\($0)»?" } ?? "; \(other)"
  }
}
