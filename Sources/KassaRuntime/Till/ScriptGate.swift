/// Lets scripts in at a till: reads and tries them against it, and says what entry that makes.
///
/// It changes nothing but what a trusted key has admitted.
struct ScriptGate {
  let journal: Journal
  let trust: Trust?
  /// The key that is named now, and the file it came from.
  let key: (key: TrustedKey, file: String)?
  let pins: Pins
  let rates: () -> [VATRate: Int]
  /// What a script's trial is when it is taken at `Moment`.
  let trial: (Moment) -> ScriptTrial?

  /// A script that can be loaded and is signed as the till wants it.
  struct Candidate: Sendable {
    let loaded: LoadedStore
    let script: RanScript
    var signature: StoreSignature?
    let source: ScriptTaken.Source
    var by: String?
    var because: String?
    /// The parameters that it was read with.
    let parameters: [String: Value]
  }

  /// Why something is not taken: all reasons.
  struct Refusal: Error {
    let reasons: [String]
  }

  /// What lets a script in that was sent, by its signature; nil where this till trusts nobody.
  ///
  /// - Parameters:
  ///   - script: gets the version that the signature names, also where it is refused after that.
  ///   - again: whether one is let in that the till has gone back from.
  /// - Throws: `Refusal`.
  func signature(
    of given: StoreBundle, for script: inout RanScript, again: Bool
  ) throws(Refusal) -> StoreSignature? {
    let signature: StoreSignature?
    do { signature = try trust?.verify(given, given: key) } catch {
      throw Refusal(reasons: ["\(error)"])
    }
    script.version = signature?.version
    if let objection = objection(to: script.script, again: again) {
      throw Refusal(reasons: [objection])
    }
    return signature
  }

  /// Reads a script with the parameters of a till, beside which it may go on selling.
  ///
  /// - Throws: `Refusal` with everything that is wrong with it.
  static func load(
    _ given: StoreBundle, _ parameters: [String: Value]
  ) throws(Refusal) -> LoadedStore {
    do throws(StoreError) {
      return try StoreLoading.load(given.bundle, .till(parameters))
    } catch {
      let found = StoreLoading.findings(given.bundle, .till(parameters)).problems
      throw Refusal(reasons: (found.isEmpty ? [error] : found).map(\.description))
    }
  }

  /// A script that ran here, with this program's stock library.
  ///
  /// - Throws: `Refusal` where the journal has it no more, or the key that is trusted never admitted it.
  func ran(
    _ script: RanScript, by who: String?, because: String?
  ) throws(Refusal) -> Candidate {
    do {
      guard let bundle = try journal.bundle(script.bundle)?.onThisLibrary else {
        throw Refusal(reasons: ["the journal has its files no more"])
      }
      try trust?.requireAdmitted(script.bundle)
      let parameters = journal.ledger.till.core.parameters ?? [:]
      let loaded = try Self.load(StoreBundle(bundle), parameters)
      try trust?.admit(bundle.hash)
      var ran = script
      ran.bundle = bundle.hash
      return Candidate(
        loaded: loaded, script: ran, source: .back, by: who, because: because,
        parameters: parameters)
    } catch let refusal as Refusal { throw refusal } catch {
      throw Refusal(reasons: ["\(error)"])
    }
  }

  /// What speaks for and against a script at the till of `ledger`.
  ///
  /// - Parameter old: what runs now.
  func preflight(
    _ new: StoreManifest, after old: StoreManifest?, at ledger: Ledger, _ status: RegistrarStatus?
  ) -> ScriptPreflight {
    ScriptPreflight(
      new, after: old, at: ledger,
      ScriptPreflight.Surroundings(
        registrar: status, hasPIN: { [pins] in (try? pins.has($0)) ?? true }, rates: rates))
  }

  /// Lets a script that passed take another's place, by the commit that `draft` becomes.
  ///
  /// - Throws: `Refusal` where it could not be admitted or written.
  func take(
    _ candidate: Candidate, _ notes: [String], in draft: inout JournalDraft, at now: Moment
  ) throws(Refusal) {
    do {
      // Before the entry: a script that runs by the journal is one that was admitted.
      if let signature = candidate.signature {
        try trust?.admit(signature, candidate.script.bundle)
      }
      try draft.add(.script(taken: taken(candidate, notes, on: draft.ledger, at: now)))
    } catch { throw Refusal(reasons: ["\(error)"]) }
    draft.add(candidate.loaded.bundle)
  }

  /// The entry of a script that takes another's place.
  ///
  /// - Parameter ledger: the state that it is committed upon.
  func taken(
    _ candidate: Candidate, _ notes: [String], on ledger: Ledger, at now: Moment
  ) -> ScriptTaken {
    ScriptTaken(
      from: ledger.till.scripts?.running ?? journal.runningScript, to: candidate.script,
      source: candidate.source,
      by: candidate.by, because: candidate.because, noted: notes.isEmpty ? nil : notes,
      trial: candidate.source == .back ? nil : trial(now))
  }

  /// The entry of one that does not.
  func refused(
    _ script: RanScript, _ source: ScriptTaken.Source, by who: String?, _ reasons: [String],
    on ledger: Ledger
  ) -> ScriptRefused {
    ScriptRefused(
      running: ledger.till.scripts?.running ?? journal.runningScript, script: script.script,
      version: script.version,
      source: source, by: who, reasons: reasons.map { CardNumber.redacted(String($0.prefix(500))) })
  }

  /// Why a script that the till has gone back from is not taken again by itself; nil where it may be.
  func objection(to script: String, again: Bool) -> String? {
    guard !again, journal.ledger.till.scripts?.left?.contains(script) == true else { return nil }
    return "this till has gone back from it; take it all the same with swap --again"
  }
}

extension RanScript {
  /// One that nothing has let in yet.
  init(_ given: StoreBundle) {
    self.init(script: given.script, bundle: given.bundle.hash)
  }
}

extension Journal {
  /// What ran last; nil where nothing did, or its files are not here.
  var runningScript: RanScript? {
    if let running = ledger.till.scripts?.running { return running }
    guard let hash = ledger.till.core.bundle, let bundle = try? bundle(hash) else { return nil }
    return RanScript(script: bundle.script, bundle: hash)
  }
}
