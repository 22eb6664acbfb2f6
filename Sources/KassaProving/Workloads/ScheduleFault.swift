import KassaEmulators

/// A misfortune that befalls a till, its front end or what is around it, at one prompt.
enum ScheduleFault: Hashable, Sendable {
  case none
  /// The power goes after the answer.
  case cut(PowerDisk.Cut)
  /// The power goes while the prompt is shown.
  case cutWhileShown
  /// The last answer is given once more, to whatever is asked now.
  case tapTwice
  /// The front end goes, and another one comes.
  case walkAway
  /// The disk refuses after the answer.
  case failure(PowerDisk.Failure)
  case registrar(EmulatedFault, times: Int?)
  /// Every fault of the registrar is gone.
  case mend
  /// The clock jumps, in minutes; back where it is below zero.
  case clock(minutes: Int)
  /// What the connected terminal does with its next operation.
  case pinpad(TerminalFault)
  /// The till is sent another script or told to go back, once the answer is given; the power may go
  /// meanwhile.
  case script(ScriptAct, PowerDisk.Cut?)

  /// What is done to the till's script.
  enum ScriptAct: Hashable, Sendable { case swap, back }
}

extension ScheduleFault {
  static func draw(_ numbers: inout SplitMix64) -> Self {
    switch numbers.below(16) {
    case 0..<5: .cut(.point(1 + numbers.below(12)))
    case 5..<9: .cut(.operation(1 + numbers.below(16)))
    case 9: numbers.once(in: 3) ? .tapTwice : .cutWhileShown
    case 10: .walkAway
    case 11:
      .failure(
        PowerDisk.Failure(
          code: failures[numbers.below(failures.count)].code, first: 1 + numbers.below(10),
          times: 1 + numbers.below(20)))
    case 12:
      .registrar(
        EmulatedFault.allCases[numbers.below(EmulatedFault.allCases.count)],
        times: 1 + numbers.below(3))
    case 13: .mend
    case 14: .clock(minutes: [1, 30, 9 * 60, 25 * 60, -1, -90][numbers.below(6)])
    default: .pinpad(TerminalFault.allCases[numbers.below(TerminalFault.allCases.count)])
    }
  }

  /// What is done to the till's script.
  static func drawScript(_ numbers: inout SplitMix64) -> Self {
    let act = numbers.once(in: 4) ? ScriptAct.back : .swap
    return switch numbers.below(4) {
    case 0: .script(act, .point(1 + numbers.below(8)))
    case 1: .script(act, .operation(1 + numbers.below(24)))
    default: .script(act, nil)
    }
  }

  /// What a system says when a disk is full, broken, read-only or out of descriptors, as SQLite
  /// hands it on: SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN.
  static let failures: [(name: String, code: Int32)] = [
    ("ENOSPC", 13), ("EIO", 10), ("EROFS", 8), ("EMFILE", 14),
  ]
}

extension ScheduleFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .none: ""
    case .cut(.point(let number)): "the power goes at point \(number) of the seam"
    case .cut(.operation(let number)): "the power goes in the middle of disk operation \(number)"
    case .cutWhileShown: "the power goes while this is shown"
    case .tapTwice: "the same tap again"
    case .walkAway: "the front end goes"
    case .failure(let failure):
      "the disk fails \(failure.times)× from operation \(failure.first) with "
        + (Self.failures.first { $0.code == failure.code }?.name ?? "\(failure.code)")
    case .registrar(let fault, let times):
      "the registrar has \(fault.rawValue)" + (times.map { " \($0)×" } ?? "")
    case .mend: "the registrar is mended"
    case .clock(let minutes): "the clock jumps by \(minutes) min"
    case .script(let act, let cut):
      (act == .swap ? "another script is sent" : "the till is told to go back")
        + (cut.map { "; \(ScheduleFault.cut($0))" } ?? "")
    case .pinpad(let fault): "the pinpad will \(fault.rawValue)"
    }
  }
}
