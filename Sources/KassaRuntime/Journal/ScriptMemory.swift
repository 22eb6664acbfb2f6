/// Which scripts a till runs and has run: what starts, swaps and the way back go by.
package struct ScriptMemory: JSONCoded, Hashable, Sendable {
  /// The one whose bundle the next flow runs.
  package var running: RanScript
  /// The one that ran directly before; nil where none did, or the till has gone back to it.
  package var before: RanScript?
  /// The hash of the script that was last taken from the store's folder.
  var taken: String?
  /// The hashes of scripts that the till has gone back from, the last of them.
  var left: [String]?
  /// As long as the running script is on trial.
  package var trial: ScriptTrial?

  private static let leftMax = 20

  /// Whether a start leaves the folder that has that script as it is: it was taken from there before, or
  /// gone back from.
  func keeps(from folder: String) -> Bool {
    folder != running.script && (folder == taken || left?.contains(folder) == true)
  }

  /// What follows from a script that took another's place.
  mutating func take(_ change: ScriptTaken) {
    let old = change.from ?? running
    running = change.to
    trial = change.trial
    left = left?.filter { $0 != change.to.script }
    switch change.source {
    case .folder: (before, taken) = (old, change.to.script)
    case .sent: before = old
    case .back:
      before = nil
      left = ((left ?? []).filter { $0 != old.script } + [old.script]).suffix(Self.leftMax)
    }
    if left?.isEmpty == true { left = nil }
  }
}

/// A script as a till ran it.
package struct RanScript: JSONCoded, Hashable, Sendable {
  /// Its hash, the same at every till and with every stock library.
  package let script: String
  /// The hash of its bundle here.
  package var bundle: String
  /// The one that it was signed as; nil where no signature let it in.
  package var version: Int?

  /// "v13", or the beginning of its hash.
  package var shown: String { version.map { "v\($0)" } ?? String(script.prefix(12)) }
}

/// The first sales of a script: what fails in them takes it back.
package struct ScriptTrial: JSONCoded, Hashable, Sendable {
  /// Receipts that are still to be printed by it.
  var receipts: Int
  let until: Moment
  /// What failed first; nil as long as nothing has.
  package var failed: String?
}

/// A script takes the place of another.
package struct ScriptTaken: JSONCoded, Hashable, Sendable {
  /// Where it came from.
  package enum Source: String, JSONCoded, Sendable {
    /// The store's folder, at a start.
    case folder
    /// Somebody sent it.
    case sent
    /// It ran before: the till went back to it.
    case back
  }

  /// Nil where older programs kept no such thing.
  package let from: RanScript?
  package let to: RanScript
  package let source: Source
  /// Who it was, as the operating system knows them; nil where the till did it by itself.
  package var by: String?
  /// Why the till went back.
  package var because: String?
  /// What stays to be looked at: matters that go on, and the like.
  package var noted: [String]?
  package var trial: ScriptTrial?
}

/// A script that was not taken.
package struct ScriptRefused: JSONCoded, Hashable, Sendable {
  /// The one that runs on.
  package let running: RanScript?
  /// The hash of the other, and the version it is signed as.
  package let script: String
  package var version: Int?
  package let source: ScriptTaken.Source
  package var by: String?
  /// All of them.
  package let reasons: [String]

  package var shown: String { version.map { "v\($0)" } ?? String(script.prefix(12)) }

  /// Whether the till could not go back by itself: it tries once.
  var endsTrial: Bool { source == .back && by == nil }
}

extension Ledger {
  /// What of a script on trial fails in a step, or that its time is over.
  mutating func judge(_ step: Step) {
    judge(at: step.at, step.trialFailure)
  }

  /// The same of what a device said: a document that the registrar refuses for what stands in it.
  mutating func judge(_ outcome: DeviceOutcome) {
    judge(
      at: outcome.at,
      outcome.refusesContent == true
        ? "the registrar refused a document for what stands in it" : nil)
  }

  private mutating func judge(at: Moment, _ failure: String?) {
    guard var trial = till.scripts?.trial, trial.failed == nil else { return }
    guard at < trial.until else { return set(nil) }
    guard let failure, runsOnTrial else { return }
    trial.failed = failure
    set(trial)
  }

  /// A receipt was printed.
  mutating func countTrial() {
    guard var trial = till.scripts?.trial, trial.failed == nil, runsOnTrial else { return }
    trial.receipts -= 1
    set(trial.receipts > 0 ? trial : nil)
  }

  /// Whether the flow that runs is one of the script on trial.
  private var runsOnTrial: Bool {
    guard let start = till.flow?.start, start.level == .store else { return false }
    return start.bundle == till.scripts?.running.bundle
  }
}

extension Step {
  /// What of the store's script failed in it; a cashier who goes on without the script says nothing of it.
  fileprivate var trialFailure: String? {
    if let failure = failures?.first(where: { $0.listener != nil }) { return failure.shown }
    guard case .fault(let fault) = next else { return nil }
    let isLeft =
      fault.kind == .left && answer == .given(answer: .button(PromptRequest.wayOutButton))
    return isLeft ? nil : fault.shown
  }
}
