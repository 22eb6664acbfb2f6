/// The PINs of a till that does not run, as whoever may start it gives them.
///
/// Holds the data folder while it lives.
package final class PeopleDesk {
  /// Kept open: it holds the folder, so that no till starts meanwhile.
  private let journal: Journal
  private let pins: Pins
  private let people: People?

  /// - Parameter store: whose people there are; nil for the store the till ran last.
  /// - Throws: `JournalError.inUse` while a till runs on `folder`; `StoreError`.
  package init(folder: String, store: StoreBundle? = nil, seam: Seam = .production) throws {
    journal = try Journal(
      folder: folder, identity: { TillIdentity.make { .random(in: .min ... .max) } }, seam: seam)
    let last = try journal.ledger.till.flow?.start.bundle.flatMap(journal.bundle)
    let values = ParameterValues.known(journal.ledger.till.core.parameters ?? [:])
    people = try (store?.bundle ?? last).map {
      try StoreLoading.load($0, values).manifest.people
    }
    pins = try Pins(folder: folder, seam: seam)
  }

  /// Whether a store has said who its people are: else any name is taken as it comes.
  package var knowsPeople: Bool { people != nil }

  /// - Throws: `PeopleDeskError.nobody` where the store names nobody so.
  package func require(_ name: String) throws(PeopleDeskError) {
    guard people.map({ $0[name] != nil }) ?? true else { throw .nobody(name, people?.names ?? []) }
  }

  /// Makes `pin` the PIN of `name`, in the place of any other, and ends their waiting after wrong ones.
  ///
  /// - Throws: `PeopleDeskError`; nothing is changed then.
  package func give(_ pin: String, to name: String) throws {
    try require(name)
    do { try PromptModule.pinRule.check(pin) } catch { throw PeopleDeskError.notAPIN(error) }
    try pins.propose(pin, of: name)
    _ = try pins.confirm(pin, of: name, at: Moment.now)
  }
}

/// Why a PIN was not given, in the words of the command line.
package enum PeopleDeskError: Error, Hashable, Sendable {
  case nobody(String, [String])
  case notAPIN(AnswerError)
}

extension PeopleDeskError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .nobody(let name, let known):
      "nobody is called «\(CardNumber.redacted(name))»" + Spelling.remedy(name, among: known)
    case .notAPIN(let error): "the PIN: \(error.text(.en))"
    }
  }
}
