/// Why a receipt could not be printed once it is paid: the rule, and the line that breaks it.
struct Unprintable: Hashable, Sendable {
  /// Its words are "reason.…".
  let reason: String
  /// The line, counted from 1, and its name; none where the rule is about the receipt as a whole.
  var line: (number: Int, name: String)? {
    number.map { ($0, name) }
  }
  private var number: Int?
  private var name = ""

  init(reason: String) { self.reason = reason }

  init(_ error: DocumentError, of lines: [FiscalLine], in receipt: Receipt) {
    let (reason, index): (String, Int?) =
      switch error {
      case .nameMissing(let line), .nameTooLong(let line, _, _): ("name_length", line)
      case .markedQuantity(let line, _): ("marked_quantity", line)
      case .lineNegative(let line), .lineSumWrong(let line, _, _), .vatSumWrong(let line, _, _):
        ("line_sum", line)
      case .textMissing, .textTooLong, .innMalformed: ("seller_words", nil)
      case .contactMalformed: ("bad_contact", nil)
      case .overLimit: ("too_large", nil)
      case .tooLong: ("document_too_long", nil)
      case .noLines, .paymentNegative, .totalOfLines, .totalOfPayments, .changeWrong:
        ("document_invalid", nil)
      }
    self.init(reason: reason)
    // A line may be two of the document's, so it is found by its name.
    guard let index, lines.indices.contains(index - 1) else { return }
    name = lines[index - 1].name
    number = receipt.lines.enumerated().first { $0.element.item.name == name }.map { $0.offset + 1 }
  }

  /// The first line that tenders of `kind` can't pay.
  init(misfitOf kind: TenderKind, _ receipt: Receipt) {
    self.init(reason: "method_mismatch")
    let misfit = receipt.lines.enumerated().first { !kind.fits($0.element.item.method) }
    (number, name) = (misfit.map { $0.offset + 1 }, misfit?.element.item.name ?? "")
  }

  /// As scripts are told of it.
  var value: Value {
    var fields: [String: Value] = ["ready": false, "reason": .string(reason)]
    if let line {
      fields["line"] = .int(Int64(line.number))
      fields["name"] = .string(line.name)
    }
    return .record(fields)
  }
}

/// What of a receipt says whether fiscal memory would take it once it is paid.
struct CheckedGoods: Equatable {
  let lines: ReceiptLines
  let contact: String?
  let cashier: String?

  init(_ receipt: Receipt, _ cashier: String?) {
    (lines, contact, self.cashier) = (receipt.lines, receipt.contact, cashier)
  }
}
