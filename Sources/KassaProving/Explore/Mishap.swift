package import KassaEmulators
package import KassaRuntime

/// What a device or a server does meanwhile, when somebody answers a prompt.
package enum Mishap: Hashable, Sendable {
  case registrar(EmulatedFault)
  /// What a connected terminal does with its next charge.
  case pinpad(Pinpad)
  case service(Service)

  /// What a connected terminal may do instead of approving.
  package enum Pinpad: String, CaseIterable, Hashable, Sendable {
    case declined, silent
    case inPart = "in_part"
    case lostReply = "lost_reply"

    /// What is taken in part.
    static let part = Money(checked: 1)
  }

  /// What becomes of calls of the shop's own services instead of a yes without a word.
  package enum Service: String, CaseIterable, Hashable, Sendable {
    case absent, refused, lost
  }

  /// Those that can meet what was done since the last answer.
  static func possible(after events: [WalkedEvent]) -> [Mishap] {
    var found: [Mishap] = []
    func add(_ mishap: Mishap) { if !found.contains(mishap) { found.append(mishap) } }
    for event in events {
      switch event {
      case .askedReadiness:
        for fault in [EmulatedFault.noPaper, .unreachable] { add(.registrar(fault)) }
      case .called(let call):
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
        case .callService: for fault in Service.allCases { add(.service(fault)) }
        // The explored registrar keeps no note of cash, and has no report of its own.
        case .moveCash, .interimReport, .printText: break
        }
      case .began, .ended, .failed, .fault, .heard, .printed: break
      }
    }
    return found
  }

  /// Whether it stands for its like where something else goes on already that is not usual.
  var isTypical: Bool {
    switch self {
    case .registrar(let fault): [.noPaper, .lostReplyAfter].contains(fault)
    case .pinpad(let plan): [.declined, .silent].contains(plan)
    case .service(let fault): fault == .absent
    }
  }

  /// As reports name it: "noPaper", "pinpad declined", "service absent".
  package var name: String {
    switch self {
    case .registrar(let fault): fault.rawValue
    case .pinpad(let plan): "pinpad \(plan.rawValue)"
    case .service(let fault): "service \(fault.rawValue)"
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
