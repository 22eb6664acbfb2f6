import KassaRuntime

/// One call of a `day` function by a scenario, which waits until it is done.
struct DayStep {
  /// As failures call it: "day.pay".
  let title: String
  let place: ScenarioPlace
  let act: Act

  enum Act {
    /// Changes what is around the till; no prompt is needed for it.
    case world((DayWorld) throws(DayMismatch) -> Void)
    /// Meets the open prompt and each that follows, until it is done.
    case prompts((DayView) throws(DayMismatch) -> DayMove)
    /// Opens the till anew on the same data.
    case powerOff
  }
}

/// What a step does with the open prompt.
enum DayMove {
  /// The step is done and the prompt still open; the values are what the scenario gets.
  case done([Value])
  case answer(Answer, then: Then)

  enum Then {
    /// The answer is the last of the step.
    case done
    /// The step meets the next prompt too.
    case goOn
    /// The answer must not count; the scenario gets the words of the refusal.
    case refused
  }
}
