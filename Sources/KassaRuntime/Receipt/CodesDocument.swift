/// A code of a fiscal document: its number goes to fiscal memory, its name into a script.
///
/// The names are this project's; the numbers are law and carry their source.
public protocol FiscalCode: CaseIterable, Codable, Hashable, Sendable, RawRepresentable<Int> {
  /// What a script calls it.
  var name: String { get }
  /// What Russian paper calls it.
  var title: String { get }
}

extension FiscalCode {
  /// Finds a code by the script's name of it.
  public init?(name: String) {
    guard let code = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = code
  }
}

/// What a receipt does with money (tag 1054; P229).
public enum ReceiptType: Int, FiscalCode {
  case sale = 1
  case saleReturn = 2
  case purchase = 3
  case purchaseReturn = 4

  public var name: String { words.name }
  public var title: String { words.title }

  private var words: (name: String, title: String) {
    switch self {
    case .sale: ("sale", "ПРИХОД")
    case .saleReturn: ("sale_return", "ВОЗВРАТ ПРИХОДА")
    case .purchase: ("purchase", "РАСХОД")
    case .purchaseReturn: ("purchase_return", "ВОЗВРАТ РАСХОДА")
    }
  }

  /// Whether the money goes back to the customer or was never theirs: it leaves the till.
  public var paysOut: Bool {
    switch self {
    case .sale, .purchaseReturn: false
    case .saleReturn, .purchase: true
    }
  }
}

/// The seller's taxation system; the raw value is its bit in tags 1055 and 1062 (P229).
public enum TaxationSystem: Int, FiscalCode {
  case osn = 1
  case usnIncome = 2
  case usnIncomeOutcome = 4
  case envd = 8
  case esn = 16
  case patent = 32

  public var name: String { words.name }
  public var title: String { words.title }

  private var words: (name: String, title: String) {
    switch self {
    case .osn: ("osn", "ОСН")
    case .usnIncome: ("usn_income", "УСН доход")
    case .usnIncomeOutcome: ("usn_income_outcome", "УСН доход - расход")
    case .envd: ("envd", "ЕНВД")
    case .esn: ("esn", "ЕСХН")
    case .patent: ("patent", "ПАТЕНТ")
    }
  }
}

extension VATRate: FiscalCode {}
