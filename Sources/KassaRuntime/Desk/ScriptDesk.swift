import Foundation

/// The script of a till that does not run, as a technician swaps it.
///
/// Holds the data folder while it lives. A swap is one entry of the journal, durable when the call returns;
/// the till starts with it, and what was open when it stopped ends on its own script.
package final class ScriptDesk {
  private let journal: Journal
  private let trust: Trust?
  private let gate: ScriptGate
  private let who: String
  private let clock: () -> Moment

  /// - Parameters:
  ///   - who: the person whose act it is, for the journal.
  ///   - seam: what its commits pass through.
  /// - Throws: `JournalError`, `inUse` while a till runs on `folder`.
  package init(
    folder: String, by who: String, trial: Till.Settings = Till.Settings(),
    seam: Seam = .production, clock: @escaping () -> Moment = { Moment.now }
  ) throws {
    (self.who, self.clock) = (who, clock)
    journal = try Journal(
      folder: folder, identity: { TillIdentity.make { .random(in: .min ... .max) } }, seam: seam)
    trust = try Trust.known(in: folder, given: false, seam: seam)
    let goods = try GoodsTable(folder: folder, seam: seam)
    gate = ScriptGate(
      journal: journal, trust: trust, key: nil, pins: try Pins(folder: folder, seam: seam),
      rates: { (try? goods.rates()) ?? [:] }, trial: { trial.trial(from: $0) })
  }

  /// As `Till.swap` takes a script; the registrar is not asked.
  package func swap(
    to given: StoreBundle, again: Bool = false, plan: Bool = false
  ) throws -> SwapReport {
    var script = RanScript(given)
    if let running = journal.runningScript, running.script == script.script {
      return .runs(running)
    }
    do throws(ScriptGate.Refusal) {
      let signature = try gate.signature(of: given, for: &script, again: again)
      let parameters = journal.ledger.till.core.parameters ?? [:]
      return try take(
        ScriptGate.Candidate(
          loaded: try ScriptGate.load(given, parameters), script: script, signature: signature,
          source: .sent, by: who, parameters: parameters), plan: plan)
    } catch {
      return try refuse(script, .sent, error.reasons, plan: plan)
    }
  }

  /// As `Till.goBack`.
  package func goBack(from script: String? = nil, plan: Bool = false) throws -> SwapReport {
    if let script, script != journal.runningScript?.script {
      return .stranger(script, beside: journal.runningScript)
    }
    guard let before = journal.ledger.till.scripts?.before else {
      return .nothingBefore(journal.runningScript)
    }
    do throws(ScriptGate.Refusal) {
      return try take(gate.ran(before, by: who, because: nil), plan: plan)
    } catch {
      return try refuse(before, .back, error.reasons, plan: plan)
    }
  }

  private func take(
    _ candidate: ScriptGate.Candidate, plan: Bool
  ) throws(ScriptGate.Refusal) -> SwapReport {
    let running = journal.runningScript
    let old = running.flatMap { (try? gate.ran($0, by: nil, because: nil))?.loaded.manifest }
    let found = gate.preflight(
      candidate.loaded.manifest, after: old, at: journal.ledger, nil)
    guard found.reasons.isEmpty else { throw ScriptGate.Refusal(reasons: found.reasons) }
    let report = { (outcome: SwapReport.Outcome) in
      SwapReport(
        outcome, from: running?.shown, to: candidate.script.shown, notes: found.notes)
    }
    if plan { return report(.planned) }
    var draft = journal.draft()
    try gate.take(candidate, found.notes, in: &draft, at: clock())
    do {
      try journal.commit(draft, at: clock())
      try trust?.follow(journal.ledger.till.scripts)
    } catch { throw ScriptGate.Refusal(reasons: ["\(error)"]) }
    return report(.taken)
  }

  private func refuse(
    _ script: RanScript, _ source: ScriptTaken.Source, _ reasons: [String], plan: Bool
  ) throws -> SwapReport {
    if !plan {
      try journal.append(
        [.refused(script: gate.refused(script, source, by: who, reasons, on: journal.ledger))],
        at: clock())
    }
    return SwapReport(
      .refused, from: journal.runningScript?.shown, to: script.shown, reasons: reasons)
  }
}
