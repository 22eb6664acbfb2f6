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
  /// The key of the scan that the answer is, where its front end gave one.
  var scanKey: String?
  var answered: [Change] = []
  /// What the script read from outside, in order; replay gives it the same again.
  var reads: [Value] = []
  var changes: [Change] = []
  /// What of the script failed without stopping it; kept where there is any.
  package var failures: [ScriptFailure]?
  package var next: Next
}

/// Something of a store that failed while its flow went on: a listener, a rule, or what the script
/// itself called an error.
package struct ScriptFailure: JSONCoded, Hashable, Sendable {
  /// In which flow, by its name.
  package let flow: String
  /// The line to look at, "cafe/store.lua:12"; nil where it is not known.
  package let place: String?
  package let message: String
  /// The store's calls that led there, innermost first.
  package let calls: [String]
  /// The listener that failed, "on.line_added"; nil for what else of a script did.
  package var listener: String?

  /// More in one step say nothing new.
  static let stepMax = 8
  private static let messageMax = 500
  private static let callsMax = 6

  /// A script's own text, which goes into the journal and before a technician.
  init(_ line: ScriptLine, in flow: String) {
    self.flow = flow
    place = line.place.map(CardNumber.redacted)
    let text = CardNumber.redacted(line.text)
    message = text.count > Self.messageMax ? text.prefix(Self.messageMax) + "…" : text
    calls = line.calls.prefix(Self.callsMax).map(CardNumber.redacted)
    listener = line.listener
  }
}

extension ScriptFailure {
  /// "cafe/store.lua:12: rule «vtb»: oops; called by: cafe/store.lua:31 in function 'pay'".
  package var shown: String {
    (place.map { "\($0): " } ?? "") + message
      + (calls.isEmpty ? "" : "; called by: " + calls.joined(separator: ", "))
  }
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
package indirect enum Next: JSONCoded, Hashable, Sendable {
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

  /// Whether goods were on its receipt that nobody paid or set aside.
  package var dropsGoods: Bool { disposition == .discarded }
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

  /// "cafe/store.lua:12: oops; called by: cafe/store.lua:31 in function 'pay'".
  package var shown: String {
    message + (calls.isEmpty ? "" : "; called by: " + calls.joined(separator: ", "))
  }
}
