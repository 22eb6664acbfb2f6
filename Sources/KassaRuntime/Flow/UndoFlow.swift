// Attempts that undo a charge, or give one back: each has its window.

extension FlowRun {
  func open(void charge: Int, _ prompt: PromptRequest) throws -> Progress {
    let attempt = try context.voidAttempt(of: charge)
    try context.change(.attemptOpened(attempt: attempt))
    return next(.prompt(request: prompt.about(attempt: attempt.id)))
  }

  func open(
    refund charge: ChargeKey, _ proof: Proof, _ prompt: PromptRequest
  ) throws -> Progress {
    let attempt = try context.refundAttempt(of: charge, proof)
    try context.change(.attemptOpened(attempt: attempt))
    return next(.prompt(request: prompt.about(attempt: attempt.id)))
  }
}
