/// The seller's taxation system; the raw value is its bit in tags 1055 and 1062 (P229).
public enum TaxationSystem: Int, FiscalCode, CaseIterable, Codable, JSONCoded, Sendable {
  case osn = 1
  case usnIncome = 2
  case usnIncomeOutcome = 4
  case envd = 8
  case esn = 16
  case patent = 32

  package var name: String { words.name }
  package var title: String { words.title }

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
