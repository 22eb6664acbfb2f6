/// Swift's own flow, for when the store's script and the stock library have both failed.
///
/// It needs nothing but this program: it resolves or detaches an open charge, prints what is paid,
/// and sets everything else aside, in words of its own.
final class LastFlow: FlowScript {
  private enum Stage { case outcome, secondLook, paid, printing, paper, handedOver, told }

  private var stage = Stage.told
  private var port: (any FlowPort)?

  func start(_ start: FlowStart, _ port: any FlowPort) -> Resumption {
    self.port = port
    return attempting { (port) throws(ReceiptError) in try look(port) }
  }

  func resume(_ values: [Value]) -> Resumption {
    attempting { (port) throws(ReceiptError) in
      switch stage {
      case .outcome, .secondLook: try afterOutcome(values, port)
      case .paid: values.first == "print" ? try printing(chosenOn: port) : aside(port)
      case .printing: try afterPrint(values, port)
      case .handedOver: try look(port)
      case .paper:
        try wait(.continuePrinting, .printing, port)
      case .told: aside(port)
      }
    }
  }

  func close() {}
  func key() -> MachineKey? { MachineKey(of: stage.hashValue) }
  func saved() -> SavedScript? {
    { [stage] port in
      let flow = LastFlow()
      (flow.stage, flow.port) = (stage, port)
      return flow
    }
  }
  func startClock() {}
  func limit(to left: (instructions: Int, microseconds: Int)) {}
  let storePlace: (place: String, origin: String)? = nil
  let spent = (instructions: 0, microseconds: 0)

  private func attempting(
    _ body: (any FlowPort) throws(ReceiptError) -> Resumption
  ) -> Resumption {
    guard let port else { return .finished(["sale"]) }
    do throws(ReceiptError) { return try body(port) } catch {
      // Nothing is left to try: the receipt, whatever its state, is kept as it is.
      return aside(port)
    }
  }

  /// Goes by the state of the receipt alone.
  private func look(_ port: any FlowPort) throws(ReceiptError) -> Resumption {
    let receipt = port.receipt
    if let attempt = receipt.openAttempt {
      return try ask(attempt, attempt.state == .unknown ? .secondLook : .outcome, port)
    }
    if case .intended = receipt.printing { return try printing(port) }
    if receipt.owedCash > .zero { return try handOver(port) }
    if receipt.isReturn || receipt.isCorrection, receipt.isPrinted { return .finished(["sale"]) }
    if receipt.isReturn, receipt.total > .zero, receipt.due == .zero {
      return try choose(.returned, .paid, port)
    }
    if receipt.total > .zero, receipt.due == .zero { return try choose(.paid, .paid, port) }
    return try choose(.told, .told, port)
  }

  private func afterOutcome(
    _ values: [Value], _ port: any FlowPort
  ) throws(ReceiptError) -> Resumption {
    if stage == .secondLook, port.receipt.openAttempt?.state == .unknown {
      try port.change(.detached)
      return aside(port)
    }
    // A slip that must still prove the amount is for the stock flow, once it works again.
    if let attempt = port.receipt.openAttempt, attempt.state != .unknown { return aside(port) }
    return try look(port)
  }

  private func afterPrint(
    _ values: [Value], _ port: any FlowPort
  ) throws(ReceiptError) -> Resumption {
    if values.first?["paper"] == "interrupted" { return try choose(.paper, .paper, port) }
    if port.receipt.owedCash > .zero { return try handOver(port) }
    if port.receipt.isPrinted { return .finished(["sale"]) }
    if port.receipt.owesDocument, values.first?["number"] != .null { return try look(port) }
    let isUnreachable = values.count > 1 && values[1] == "unreachable"
    return try choose(isUnreachable ? .unreachable : .notPrinted, .paid, port)
  }

  private func aside(_ port: any FlowPort) -> Resumption {
    port.park()
    return .finished(["sale"])
  }

  /// The cash of a printed return.
  private func handOver(_ port: any FlowPort) throws(ReceiptError) -> Resumption {
    let words = LastWords.Choice.handOver
    return try wait(
      .prompt(
        PromptRequest(
          id: words.id, kind: .choose, words: words.words(port.language), use: .cashHandedOver)),
      .handedOver, port)
  }

  private func printing(_ port: any FlowPort) throws(ReceiptError) -> Resumption {
    try wait(.print, .printing, port)
  }

  private func printing(chosenOn port: any FlowPort) throws(ReceiptError) -> Resumption {
    if port.receipt.heldBack != nil {
      try port.change(.goesOn(by: port.cashier ?? "", at: port.now))
    }
    return try printing(port)
  }

  private func wait(
    _ request: WaitRequest, _ stage: Stage, _ port: any FlowPort
  ) throws(ReceiptError) -> Resumption {
    self.stage = stage
    try port.request(request)
    return .waiting
  }

  private func ask(
    _ attempt: Attempt, _ stage: Stage, _ port: any FlowPort
  ) throws(ReceiptError) -> Resumption {
    let words = LastWords.outcome(attempt.deed, port.language)
    return try wait(
      .prompt(
        PromptRequest(id: "last.outcome", kind: .outcome(attempt: attempt.id), words: words)
          .about(attempt: attempt.id)), stage, port)
  }

  private func choose(
    _ words: LastWords.Choice, _ stage: Stage, _ port: any FlowPort
  ) throws(ReceiptError) -> Resumption {
    try wait(
      .prompt(
        PromptRequest(id: words.id, kind: .choose, words: words.words(port.language))), stage, port)
  }
}

extension PromptRequest {
  /// A plain request of the runtime's own.
  init(id: String, kind: RequestKind, words: PromptWords, use: AnswerUse = .script) {
    self.init(
      id: id, kind: kind, arguments: [:], buttons: words.buttons.map(\.id), hidden: [],
      defaultButton: nil, mayCancel: false, use: use, words: Unrecorded(words))
  }
}
