/// Devices that do again what the journal says they did.
struct PastDevices {
  private var left: [(call: String, outcome: DeviceOutcome)]
  private var readiness: [Readiness]

  init(_ record: PastRecord) { (left, readiness) = (record.devices, record.readiness) }

  /// How ready the registrar was then; ready, where it was not asked so often.
  mutating func readiness(_ ledger: Ledger) -> Readiness {
    guard readiness.isEmpty else { return readiness.removeFirst() }
    return Readiness(reason: nil, lastDocument: ledger.till.lastDocument)
  }

  /// What `call` comes to; nil where nobody can know.
  mutating func outcome(of call: DeviceCall, _ ledger: Ledger, at now: Moment) -> DeviceOutcome? {
    let names = call.isPrint ? [DeviceCall.printName, DeviceCall.settleName] : [call.name]
    guard let index = left.firstIndex(where: { names.contains($0.call) }) else {
      return made(call, ledger, at: now)
    }
    let recorded = left.remove(at: index).outcome
    return DeviceOutcome(
      at: recorded.at, result: recorded.result,
      changes: recorded.changes.map { $0.about(call) }, paper: nil,
      milliseconds: recorded.milliseconds)
  }

  /// What a registrar that is in order does.
  private func made(_ call: DeviceCall, _ ledger: Ledger, at now: Moment) -> DeviceOutcome? {
    let number = ledger.till.lastDocument + 1
    let shift = ledger.till.shift?.number ?? 1
    func outcome(_ result: [Value], _ changes: [Change]) -> DeviceOutcome {
      DeviceOutcome(at: now, result: result, changes: changes, paper: nil)
    }
    switch call {
    case .print, .settlePrint:
      let issued = Issued(number: number, sign: "1", shift: shift, at: now)
      return outcome(
        [["number": .int(Int64(number)), "paper": "complete"]],
        [.receipt(change: .printed(document: issued))])
    case .openShift(let key, _):
      return outcome(
        [["number": .int(Int64(shift)), "kind": "opening"]],
        [.till(change: .shiftOpened(number: shift, document: number, at: now, key: key))])
    case .closeShift(let key, _):
      return outcome(
        [["number": .int(Int64(shift)), "kind": "closing"]],
        [
          .till(
            change: .shiftClosed(
              number: shift, document: number, at: now, key: key, figures: nil))
        ])
    case .continuePrinting, .copyOfLast: return outcome([["paper": "complete"]], [])
    case .moveCash(let movement) where movement.noted == .unknown:
      return outcome(
        [true], [.till(change: .cashNoted(key: movement.key, noted: .done, at: now))])
    case .moveCash(var movement):
      movement.noted = .done
      return outcome([["registrar": "done"]], [.till(change: .cashMoved(movement: movement))])
    case .interimReport: return outcome([["registrar": true]], [])
    case .printText: return outcome([true], [])
    case .charge, .undo, .settleReport, .askCharges, .callService: return nil
    }
  }
}

extension DeviceCall {
  fileprivate static let printName = "print"
  fileprivate static let settleName = "settle print"

  fileprivate var isPrint: Bool { [Self.printName, Self.settleName].contains(name) }
}

extension Change {
  /// The same of the attempt that `call` is about.
  fileprivate func about(_ call: DeviceCall) -> Change {
    let (id, amount): (Int, Money)
    switch call {
    case .charge(let attempt, _, let asked), .undo(let attempt, _, let asked):
      (id, amount) = (attempt, asked)
    default: return self
    }
    guard case .receipt(let change) = self else { return self }
    switch change {
    case .outcome(_, let outcome, let by, let at):
      return .receipt(change: .outcome(attempt: id, outcome: outcome, by: by, at: at))
    case .approvedInPart(_, let taken, let by, let at):
      guard taken < amount else {
        return .receipt(change: .outcome(attempt: id, outcome: .approved, by: by, at: at))
      }
      return .receipt(change: .approvedInPart(attempt: id, amount: taken, by: by, at: at))
    case .approvedOver(_, let taken, let by, let at):
      guard taken > amount else {
        return .receipt(change: .outcome(attempt: id, outcome: .approved, by: by, at: at))
      }
      return .receipt(change: .approvedOver(attempt: id, amount: taken, by: by, at: at))
    case .leftToPerson: return .receipt(change: .leftToPerson(attempt: id))
    default: return self
    }
  }
}
