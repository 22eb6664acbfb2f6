package import KassaEmulators
package import KassaRuntime

/// What happens meanwhile, when somebody answers a prompt: what a device or a server does, chance, the clock,
/// the power.
package enum Mishap: Hashable, Sendable {
  case registrar(EmulatedFault)
  /// What a connected terminal does with its next charge.
  case pinpad(Pinpad)
  case service(Service)
  /// What the flow that begins then draws.
  case drawn(DrawnBorders)
  /// A day passes before the answer: the shift is too old.
  case aDay
  /// The power goes at a call of a device, and the till starts again.
  case power(WalkedCut)

  /// What a connected terminal may do instead of approving.
  package enum Pinpad: String, CaseIterable, Hashable, Sendable {
    case declined, silent
    case inPart = "in_part"
    case lostReply = "lost_reply"

    /// What is taken in part.
    static let part = Money(checked: 1)
  }

  /// What becomes of calls of the shop's own services instead of the usual answer.
  package enum Service: Hashable, Sendable {
    case absent, refused, lost
    /// Another of the store's examples, by its place from 0 on.
    case answers(Int)

    /// As scenarios call what goes wrong; nil where nothing does.
    var fault: String? {
      switch self {
      case .absent: "absent"
      case .refused: "refused"
      case .lost: "lost"
      case .answers: nil
      }
    }
  }

  /// Of one answer's calls of devices so many have the power cut at them.
  static let cutsMax = 3

  /// Those that can meet what was done since the last answer.
  static func possible(after events: [WalkedEvent], _ facts: StoreFacts) -> [Mishap] {
    var found: [Mishap] = []
    func add(_ mishap: Mishap) { if !found.contains(mishap) { found.append(mishap) } }
    var calls = 0
    for event in events {
      switch event {
      case .askedReadiness:
        for fault in [EmulatedFault.noPaper, .unreachable] { add(.registrar(fault)) }
        add(.aDay)
      case .began where facts.draws: for borders in DrawnBorders.allCases { add(.drawn(borders)) }
      case .called(let call):
        if calls < cutsMax {
          for isAfter in [false, true] { add(.power(WalkedCut(call: calls, isAfter: isAfter))) }
        }
        calls += 1
        switch call {
        case .print:
          for fault in EmulatedFault.allCases { add(.registrar(fault)) }
        case .openShift, .closeShift:
          for fault in EmulatedFault.allCases where fault != .paperOutDuring {
            add(.registrar(fault))
          }
        case .continuePrinting, .copyOfLast:
          for fault in [EmulatedFault.noPaper, .coverOpen, .busy, .unreachable] {
            add(.registrar(fault))
          }
        case .settlePrint, .settleReport: add(.registrar(.unreachable))
        case .charge, .undo: for plan in Pinpad.allCases { add(.pinpad(plan)) }
        case .askCharges: add(.pinpad(.silent))
        case .callService(let intent):
          for fault in [Service.absent, .refused, .lost] { add(.service(fault)) }
          for other in otherAnswers(to: intent, facts) { add(other) }
        // The explored registrar keeps no note of cash, and has no report of its own.
        case .moveCash, .interimReport, .printText: break
        }
      case .began, .ended, .failed, .fault, .heard, .printed: break
      }
    }
    return found
  }

  /// What the shop's own services may have answered otherwise since the last answer, as their examples say.
  static func otherAnswers(after events: [WalkedEvent], _ facts: StoreFacts) -> [Mishap] {
    var found: [Mishap] = []
    for case .called(.callService(let intent)) in events {
      found += otherAnswers(to: intent, facts).filter { !found.contains($0) }
    }
    return found
  }

  private static func otherAnswers(to intent: ServiceIntent, _ facts: StoreFacts) -> [Mishap] {
    (facts.examples(of: intent)?.indices ?? 0..<0).dropFirst().map { .service(.answers($0)) }
  }

  /// Whether it stands for its like where something else goes on already that is not usual.
  var isTypical: Bool {
    switch self {
    case .registrar(let fault): [.noPaper, .lostReplyAfter].contains(fault)
    case .pinpad(let plan): [.declined, .silent].contains(plan)
    case .service(let fault): [.absent, .answers(1)].contains(fault)
    case .drawn(let borders): [.least, .most].contains(borders)
    case .aDay, .power: false
    }
  }

  /// As reports name it: "noPaper", "pinpad declined", "service absent".
  package var name: String {
    switch self {
    case .registrar(let fault): fault.rawValue
    case .pinpad(let plan): "pinpad \(plan.rawValue)"
    case .service(.answers(let example)): "service answers \(example + 1)"
    case .service(let fault): "service \(fault.fault ?? "")"
    case .drawn(let borders): "random \(borders.rawValue)"
    case .aDay: "a day passes"
    case .power(let cut): "power cut \(cut.isAfter ? "after" : "before") call \(cut.call + 1)"
    }
  }
}

/// One try at a prompt.
package struct Move: Hashable, Sendable {
  package let answer: Answer
  /// What goes wrong until the next prompt; nothing where nil.
  package let mishap: Mishap?
  /// In how many things it departs from the usual: what goes wrong, another good, another amount.
  ///
  /// Ways depart in two things at most, so that any two of them meet.
  package let departs: Int

  package init(_ answer: Answer, _ mishap: Mishap? = nil, departs: Int = 0) {
    (self.answer, self.mishap, self.departs) = (answer, mishap, departs)
  }

  /// The same with something that goes wrong.
  func with(_ mishap: Mishap) -> Move { Move(answer, mishap, departs: departs + 1) }
}
