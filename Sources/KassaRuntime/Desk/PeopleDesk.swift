/// The PINs of a till that does not run, as whoever may start it gives them.
///
/// Holds the data folder while it lives.
package final class PeopleDesk {
  /// Kept open: it holds the folder, so that no till starts meanwhile.
  private let journal: Journal
  private let pins: Pins
  private let people: People?
  private let who: String
  private let clock: () -> Moment

  /// - Parameters:
  ///   - store: whose people there are; nil for the store the till ran last.
  ///   - who: the person who gives PINs here, for the journal.
  /// - Throws: `JournalError.inUse` while a till runs on `folder`; `StoreError`.
  package init(
    folder: String, store: StoreBundle? = nil, by who: String, seam: Seam = .production,
    clock: @escaping () -> Moment = { Moment.now }
  ) throws {
    (self.who, self.clock) = (who, clock)
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
  ///
  /// That it was given, by whom and to whom, is an entry of the journal before the PIN counts.
  /// - Throws: `PeopleDeskError`; nothing is changed then.
  package func give(_ pin: String, to name: String) throws {
    try require(name)
    do { try PromptModule.pinRule.check(pin) } catch { throw PeopleDeskError.notAPIN(error) }
    let isFirst = try !pins.has(name)
    try pins.propose(pin, of: name)
    try journal.append(
      [.pin(given: PinGiven(name: name, by: who, isFirst: isFirst))], at: clock())
    _ = try pins.confirm(pin, of: name, at: clock())
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
