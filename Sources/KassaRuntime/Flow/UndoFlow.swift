// Attempts that undo a charge, or give one back: each has its window.

extension FlowRun {
  func open(void charge: Int, isConnected: Bool, _ prompt: PromptRequest) throws -> Progress {
    try open(try context.voidAttempt(of: charge), isConnected, prompt)
  }

  func open(_ request: RefundRequest) throws -> Progress {
    try open(try context.refundAttempt(of: request), request.isConnected, request.prompt)
  }

  private func open(
    _ attempt: Attempt, _ isConnected: Bool, _ prompt: PromptRequest
  ) throws -> Progress {
    try context.change(.attemptOpened(attempt: attempt))
    guard isConnected else { return next(.prompt(request: prompt.about(attempt: attempt.id))) }
    return next(
      .device(
        call: .undo(
          attempt: attempt.id, terminal: attempt.terminal.id, amount: attempt.amount)))
  }
}
