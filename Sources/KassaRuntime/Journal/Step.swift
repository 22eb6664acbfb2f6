/// What a script did between two waits, and what it waits for now.
///
/// One transaction. `answered` is what the runtime itself made of the answer; a fault leaves it
/// standing and discards the script's own `changes`.
package struct Step: JSONCoded, Hashable, Sendable {
  let at: Moment
  /// The answer that began the step; none after a start or a device.
  var answer: RecordedAnswer?
  /// Where the answer came from; unknown in format 1.
  var by: AnswerSource?
  var answered: [Change] = []
  /// What the script read from outside, in order; replay gives it the same again.
  var reads: [Value] = []
  var changes: [Change] = []
  package var next: Next
}

/// An answer as it is kept.
enum RecordedAnswer: JSONCoded, Hashable, Sendable {
  case given(answer: Answer)
  /// What the runtime found of a secret; the secret itself is kept nowhere.
  case verdict(right: Bool)
  /// A slip's number that was accepted before: what the runtime found of it.
  case duplicate(text: String, of: SlipUse)
}

extension PromptRequest {
  /// Whether `answer` takes the way out that this prompt has.
  func isLeft(by answer: RecordedAnswer) -> Bool {
    wayOut.value != nil && answer == .given(answer: .button(Self.wayOutButton))
  }
}

/// What follows a step.
package enum Next: JSONCoded, Hashable, Sendable {
  case prompt(request: PromptRequest)
  case device(call: DeviceCall)
  case end(with: FlowEnd)
  /// The script failed or was stopped; the flow falls back.
  case fault(because: Fault)
}

/// How a flow ended.
package struct FlowEnd: JSONCoded, Hashable, Sendable {
  enum Disposition: String, JSONCoded, Sendable { case none, printed, parked, discarded }

  /// The flow the script asks for next, if it does.
  let next: String?
  /// The receipt set aside that the next flow takes back.
  let takesBack: String?
  let disposition: Disposition
}

/// Why a script's flow could not go on.
package struct Fault: JSONCoded, Hashable, Sendable {
  enum Kind: String, JSONCoded, Sendable {
    /// The script raised an error.
    case error
    /// It spent more than a step may.
    case killed
    /// Replay did not arrive at the recorded place.
    case diverged
    /// Its bundle can't be loaded.
    case unloadable
    /// The process died in it, again and again at the same place.
    case crashed
    /// A person went on without the script, or it asked again and again and nothing changed.
    case left
  }

  let kind: Kind
  package let message: String
  /// The script's calls that led there, innermost first.
  let calls: [String]
  /// Where the store's function begins that was stopped or left: told apart by it.
  let origin: String?

  /// A message is a script's own text, which goes into the journal and before the cashier.
  init(_ kind: Kind, _ message: String, calls: [String] = [], origin: String? = nil) {
    self.origin = origin
    self.kind = kind
    self.message = CardNumber.redacted(message)
    self.calls = calls.map(CardNumber.redacted)
  }
}
