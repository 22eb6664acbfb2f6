/// One entry of the journal: what happened between two commits, or to the till as a whole.
///
/// A kind that a program does not know is refused by name, never skipped.
package indirect enum Entry: JSONCoded, Hashable, Sendable {
  case flow(start: FlowStart)
  case step(taken: Step)
  case device(outcome: DeviceOutcome)
  /// A person has seen that the registrar issued documents up to that number which this journal
  /// does not know: it was restored from a copy, or the registrar served another till.
  case reconciled(document: Int)
  /// Somebody set up the terminals while no till ran.
  ///
  /// It stands between flows: one that waited with nothing in hand ends here.
  case terminals(visit: TerminalVisit)
  /// The till was started; it stands before the first thing that the new process commits.
  case start(of: TillStart)
  /// The till was started with another bundle than the last time.
  case swap(from: String, to: String)
  /// A script took another's place: out of the store's folder, sent by somebody, or the one before.
  case script(taken: ScriptTaken)
  /// A script was not taken, and why.
  case refused(script: ScriptRefused)
  /// Who stands at the till now, said outside any flow; nil for nobody.
  case person(name: String?)
  /// Somebody gave a parameter of the script its value while no till ran; null takes it back.
  ///
  /// It stands between flows, as what is done to terminals does; `old` is what it was, where it was given.
  case parameter(name: String, value: Value, by: String, old: Value? = nil)
  /// Somebody who may let the cashier do to this receipt what its rights keep from them: that act, on that line,
  /// up to that extent in kopecks; older programs kept the act alone, and let it stand for all.
  case permission(act: String, by: String, at: Moment, line: Int? = nil, extent: Int64? = nil)
  /// Somebody who may start the till gave a person a PIN while it did not run.
  case pin(given: PinGiven)
}

/// Who gave whom a PIN; the PIN itself is kept nowhere here.
package struct PinGiven: JSONCoded, Hashable, Sendable {
  let name: String
  /// Who it was, as the operating system knows them.
  let by: String
  /// Whether the person had none before.
  let isFirst: Bool
}

/// What a till was started with.
package struct TillStart: JSONCoded, Hashable, Sendable {
  /// The content hash of the store's bundle.
  let bundle: String
  /// The host's name and version, as it gives them.
  let program: String
  /// Why the store it was given can't be used: this is what ran before; nil where it is used.
  var refused: String?
  /// The hash of the script that runs, and the version it was signed as; older programs kept none.
  var script: String?
  var version: Int?
  /// The hash of the script in the store's folder, where it was taken from there.
  var taken: String?
}

/// What a technician did to the terminals of a till that did not run.
package struct TerminalVisit: JSONCoded, Hashable, Sendable {
  /// Who it was, as the operating system knows them.
  let by: String
  let changes: [TerminalChange]
}

extension Entry {
  /// The kinds as the entry table names them.
  enum Kind: String, CaseIterable {
    case flow, step, device, reconciled, terminals, start, swap, script, refused, person,
      parameter, permission, pin
  }

  var kind: Kind {
    switch self {
    case .flow: .flow
    case .step: .step
    case .device: .device
    case .reconciled: .reconciled
    case .terminals: .terminals
    case .start: .start
    case .swap: .swap
    case .script: .script
    case .refused: .refused
    case .person: .person
    case .parameter: .parameter
    case .permission: .permission
    case .pin: .pin
    }
  }

  /// What it changes, in order.
  package var changes: [Change] {
    switch self {
    case .flow, .reconciled, .terminals, .start, .swap, .script, .refused, .person, .parameter,
      .permission, .pin:
      []
    case .step(let step): step.answered + step.changes
    case .device(let outcome): outcome.changes
    }
  }

  /// Whether it belongs to the flow that runs, and not to the till as a whole.
  var isOfItsFlow: Bool {
    switch self {
    case .flow, .step, .device, .permission: true
    case .reconciled, .terminals, .start, .swap, .script, .refused, .person, .parameter, .pin:
      false
    }
  }

  /// Whether a cashier's answer is in it.
  var hasAnswer: Bool {
    if case .step(let step) = self { step.answer != nil } else { false }
  }

  /// Whether something came out of the registrar by it.
  var hasPaper: Bool {
    if case .device(let outcome) = self { outcome.paper != nil } else { false }
  }
}
