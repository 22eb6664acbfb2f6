/// A receipt that is in fiscal memory, by what the registrar answered.
public struct PrintedDocument: Codable, JSONCoded, Hashable, Sendable {
  /// The key under which it was asked for.
  public var key: String
  /// Tag 1040 (ФД).
  public var number: Int
  /// Tag 1077 (ФП): decimal, without leading zeros.
  public var sign: String
  /// Tag 1041 (ФН).
  public var fn: String
  /// Tag 1037 (РН ККТ).
  public var registrationNumber: String
  /// Tag 1038.
  public var shift: Int
  /// Tag 1042.
  public var receiptInShift: Int
  public var format: FormatVersion
  public var at: Moment
  /// Seconds east of UTC, for the time on paper.
  public var offsetSeconds: Int
  public var paper: PaperOutcome
  /// The receipt as paper shows it, where the registrar tells.
  public var text: [String]?
  /// What the QR code says (tag 1196).
  public var qr: String
  /// What was printed, where the registrar tells; asked by its key a receipt's is compared with it.
  public var document: FiscalDocument?

  public init(
    key: String, number: Int, sign: String, fn: String, registrationNumber: String, shift: Int,
    receiptInShift: Int, format: FormatVersion, at: Moment, offsetSeconds: Int,
    paper: PaperOutcome, text: [String]? = nil, qr: String, document: FiscalDocument? = nil
  ) {
    self.key = key
    self.document = document
    self.number = number
    self.sign = sign
    self.fn = fn
    self.registrationNumber = registrationNumber
    self.shift = shift
    self.receiptInShift = receiptInShift
    self.format = format
    self.at = at
    self.offsetSeconds = offsetSeconds
    self.paper = paper
    self.text = text
    self.qr = qr
  }
}

extension PrintedDocument {
  /// Whether it is a print of `document`, as far as the registrar tells: its content, or its sum.
  ///
  /// - Parameter isProven: whether what the registrar does not tell counts against it.
  func shows(_ document: FiscalDocument, isProven: Bool = false) -> Bool {
    if let printed = self.document { return printed.says(theSameAs: document) }
    do {
      return try ReceiptQR(parsing: qr, offsetSeconds: offsetSeconds).total == document.total
    } catch { return !isProven }
  }
}

extension FiscalDocument {
  /// Whether both sell the same for the same money.
  fileprivate func says(theSameAs other: FiscalDocument) -> Bool {
    type == other.type && total == other.total && payments == other.payments
      && lines == other.lines && correction == other.correction
      && additional == other.additional
  }
}

/// Whether the paper of an issued document came out whole.
public enum PaperOutcome: String, Codable, JSONCoded, Hashable, Sendable {
  case complete, interrupted
}

/// A document that opened or closed a shift.
public struct ShiftReport: Codable, JSONCoded, Hashable, Sendable {
  /// What the document did to its shift.
  public enum Kind: String, Codable, JSONCoded, Hashable, Sendable {
    case opening, closing
    /// An X report: it changes nothing, and is no fiscal document.
    case interim
  }

  public var kind: Kind
  /// The key of `openShift` or `closeShift` that it answers.
  public var key: String
  /// Tag 1038.
  public var shift: Int
  /// Tag 1040 (ФД).
  public var number: Int
  /// Tag 1077 (ФП).
  public var sign: String
  /// Tag 1041 (ФН).
  public var fn: String
  /// Tag 1037 (РН ККТ).
  public var registrationNumber: String
  public var format: FormatVersion
  /// Tag 1021.
  public var cashier: String
  public var openedAt: Moment
  /// Nil in a report of opening.
  public var closedAt: Moment?
  /// Seconds east of UTC, for the times on paper.
  public var offsetSeconds: Int
  /// Tag 1118: receipts of the shift.
  public var receipts: Int
  /// Tag 1111: all fiscal documents of the shift, this one included.
  public var documents: Int
  /// Tag 1097.
  public var unsentDocuments: Int
  /// By type of receipt, those that occurred; not part of the fiscal document.
  public var totals: [ShiftTotal]
  /// The report as paper shows it, where the registrar tells.
  public var text: [String]?

  public init(
    kind: Kind, key: String, shift: Int, number: Int, sign: String, fn: String,
    registrationNumber: String, format: FormatVersion, cashier: String, openedAt: Moment,
    closedAt: Moment? = nil, offsetSeconds: Int, receipts: Int = 0, documents: Int = 1,
    unsentDocuments: Int = 0, totals: [ShiftTotal] = [], text: [String]? = nil
  ) {
    self.kind = kind
    self.key = key
    self.shift = shift
    self.number = number
    self.sign = sign
    self.fn = fn
    self.registrationNumber = registrationNumber
    self.format = format
    self.cashier = cashier
    self.openedAt = openedAt
    self.closedAt = closedAt
    self.offsetSeconds = offsetSeconds
    self.receipts = receipts
    self.documents = documents
    self.unsentDocuments = unsentDocuments
    self.totals = totals
    self.text = text
  }
}
