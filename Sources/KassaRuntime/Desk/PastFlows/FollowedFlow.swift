/// A flow of the past on another script, given what people and devices said then.
///
/// A prompt that the journal has no answer to is answered in each of its ways, and the way is kept that
/// lets the journal's answers go on furthest; the journal's own are skipped where nothing asks for them.
package struct FollowedFlow {
  private let record: PastRecord
  private let flow: PastFlow
  private let script: ShadowScript
  private let known: PastOutside.Known

  /// More ways to answer new prompts are not tried.
  private static let waysMax = 48
  /// A script that asks on and on.
  private static let promptsMax = 200

  init(
    _ flow: PastFlow, _ record: PastRecord, on script: ShadowScript, _ known: PastOutside.Known
  ) {
    (self.flow, self.record, self.script, self.known) = (flow, record, script, known)
  }

  /// - Throws: `StoreError` where the script can't be read at a till with the flow's parameters.
  func trail() throws -> FlowTrail {
    var ways: [[Int]] = [[]]
    var next = 0
    var best: Way?
    while next < ways.count, next < Self.waysMax {
      let way = try run(choosing: ways[next])
      if best.map({ way.isFurther(than: $0) }) ?? true { best = way }
      if way.isWhole { break }
      // Each new prompt that this way answered with its first choice is answered otherwise.
      for place in ways[next].count..<max(ways[next].count, way.choices.count) {
        let chosen = ways[next] + Array(repeating: 0, count: place - ways[next].count)
        ways += (1..<max(1, way.choices[place])).map { chosen + [$0] }
      }
      next += 1
    }
    return best?.trail ?? FlowTrail()
  }

  /// One way through, and how many choices each new prompt on it had.
  private struct Way {
    var trail = FlowTrail()
    var choices: [Int] = []
    /// How many of the journal's prompts were met.
    var met = 0
    /// The place in the journal that comes next.
    var next = 0
    var isWhole = false

    func isFurther(than other: Way) -> Bool {
      if isWhole != other.isWhole { return isWhole }
      return (met, -choices.count) > (other.met, -other.choices.count)
    }
  }

  private func run(choosing ways: [Int]) throws -> Way {
    let manifest = try script.manifest(flow.start.till.parameters ?? [:])
    let start = flow.start.on(script.bundle, manifest)
    let run = script.run(start, manifest, PastOutside(known, manifest.people), isHeard: true)
    defer { run.close() }
    var way = Way()
    var world = PastDevices(record)
    var ledger = start.ledger(on: flow.till)
    var now = start.at
    do throws(ReceiptError) {
      var progress = try run.begin(on: ledger)
      while way.trail.asked.count < Self.promptsMax {
        let step = self.step(run, progress, &world)
        ledger = run.context.ledger
        ledger.go(to: step)
        way.trail.note(step, isHeard: true)
        switch step.next {
        case .end, .fault:
          way.isWhole = way.next >= record.said.count || record.said[way.next] == nil
          return way
        case .device(let call):
          guard let outcome = world.outcome(of: call, ledger, at: now) else {
            way.trail.end = .stuck("the journal does not know what a «\(call.name)» came to")
            return way
          }
          try ledger.apply(.device(outcome: outcome), number: 0)
          progress = try run.resume(after: outcome, on: ledger, at: now)
        case .prompt(let request):
          guard let reply = reply(to: request, run, ledger, now, ways, &way) else { return way }
          now = reply.at ?? now
          for entry in reply.before { try ledger.apply(entry, number: 0) }
          progress = try run.answer(
            reply.answer, by: reply.by ?? .program, to: request, on: ledger, at: now)
        }
      }
      way.trail.end = .stuck("it asks on and on")
    } catch { way.trail.end = .stuck("\(error)") }
    return way
  }

  private func step(
    _ run: FlowRun, _ first: FlowRun.Progress, _ world: inout PastDevices
  ) -> Step {
    var progress = first
    while true {
      switch progress {
      case .step(let step): return step
      case .needsReadiness: progress = run.provide(world.readiness(run.context.ledger))
      }
    }
  }

  private struct Reply {
    let answer: RecordedAnswer
    var by: AnswerSource?
    var at: Moment?
    var before: [Entry] = []
  }

  /// What is said to `request`; nil where the way ends there.
  private func reply(
    to request: PromptRequest, _ run: FlowRun, _ ledger: Ledger, _ now: Moment, _ ways: [Int],
    _ way: inout Way
  ) -> Reply? {
    var asked = FlowTrail.Asked(request, by: run, ledger, at: now, journal: nil)
    let place = record.trail.asked.place(of: asked.prompt, from: way.next)
    asked.journal = place
    way.trail.asked.append(asked)
    guard let place else {
      let answers = PastAnswers.all(to: asked.prompt, request)
      guard !answers.isEmpty else {
        way.trail.end = .stuck("the journal has no answer to «\(request.id)»")
        return nil
      }
      let index = way.choices.count
      way.choices.append(answers.count)
      let chosen = ways.indices.contains(index) ? ways[index] : 0
      return Reply(answer: answers[min(chosen, answers.count - 1)])
    }
    (way.met, way.next) = (way.met + 1, place + 1)
    guard let said = record.said[place] else {
      way.isWhole = true
      return nil
    }
    let before = record.trail.asked[place].prompt
    guard
      let answer = PastAnswers.fitted(
        said, to: asked.prompt, before, request, ledger.receipt ?? run.start.receipt)
    else {
      way.trail.end = .stuck("what was said to «\(before.id)» is no answer to «\(request.id)»")
      return nil
    }
    return Reply(answer: answer, by: said.by, at: said.at, before: said.before)
  }
}

extension [FlowTrail.Asked] {
  /// The prompt of the journal's that `prompt` is, from a place on; nil for one that it does not have.
  fileprivate func place(of prompt: Prompt, from next: Int) -> Int? {
    let rest = indices.dropFirst(next)
    if let place = rest.first(where: { self[$0].prompt.id == prompt.id }) { return place }
    return rest.first.flatMap { self[$0].prompt.isRenamed(as: prompt) ? $0 : nil }
  }
}

extension Prompt {
  /// Whether it is this prompt under another id: of one kind, with the same to say and to press.
  package func isRenamed(as other: Prompt) -> Bool {
    id != other.id && kind.name == other.kind.name && title == other.title
      && buttons.map(\.label) == other.buttons.map(\.label)
  }
}
