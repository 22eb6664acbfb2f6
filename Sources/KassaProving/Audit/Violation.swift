import KassaRuntime

/// A promise that was broken.
struct Violation: Error, Hashable, Sendable {
  let rule: String
  let detail: String

  init(_ rule: String, _ detail: String) {
    self.rule = rule
    self.detail = detail
  }

  /// What `error`, met at a prompt, breaks; nil where the front end only goes away.
  init?(meeting error: any Error) {
    switch error {
    case let violation as Violation: self = violation
    case is CashierGone: return nil
    default: self.init("till unusable", "\(error)")
    }
  }
}
