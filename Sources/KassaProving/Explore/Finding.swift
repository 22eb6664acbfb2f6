import KassaRuntime

/// Something of a store that somebody should look at, with the way that leads there.
package struct Finding {
  /// What kind of thing it is, as reports name it.
  package enum Kind: String, CaseIterable, Sendable {
    /// No answer to a prompt counts.
    case deadEnd = "DEAD END"
    /// Whatever is answered, no flow comes to its end.
    case loop = "LOOP"
    /// A script could not go on, or something of it failed.
    case error = "ERROR"
    /// A customer is charged, and no way leads to the receipt or the money back.
    case charged = "CHARGED"
    /// After a power cut a till does not stand where it stood.
    case power = "POWER"
    /// What a cashier reads lacks a value, or does not fit.
    case words = "WORDS"
    /// A rule that can't hold any more, or never.
    case rule = "RULE"
    /// Two ways to one state went on otherwise: the walk is wrong, and what it says may be.
    case walk = "WALK"
  }

  package let kind: Kind
  package let text: String
  /// "books/store.lua:14"; nil where no line of the store is to blame.
  package let place: String?
  /// Nil where no way is needed to see it.
  package let way: Exploration.Way?
}

extension Exploration {
  /// All that was found, the gravest kinds first, each once.
  ///
  /// - Parameter day: from which on rules must be able to hold, in days since 1970; nil looks at no date.
  package func findings(on day: Int64? = nil) -> [Finding] {
    let exits = ExploredExits(self)
    let all =
      exits.chargedForEver + exits.traps + errors + astrayFindings + restartFindings + words
      + rules(on: day)
      + mergeFindings
    var seen: Set<String> = []
    return all.filter { seen.insert("\($0.kind) \($0.text) \($0.place ?? "")").inserted }
  }

  private var errors: [Finding] {
    var found: [Finding] = []
    for index in states.indices {
      for edge in states[index].edges {
        for event in edge.events {
          switch event {
          case .fault(let fault, _, "store"):
            found.append(
              Finding(
                kind: .error, text: fault.shown, place: nil, way: way(to: index, and: edge)))
          case .failed(let failure):
            found.append(
              Finding(
                kind: .error, text: failure.shown, place: nil, way: way(to: index, and: edge)))
          case .fault, .began, .ended, .called, .askedReadiness, .heard, .printed: break
          }
        }
      }
    }
    return found
  }

  private var astrayFindings: [Finding] {
    astray.map { state, move, flow in
      let steps =
        state < 0
        ? nil
        : way(
          to: state,
          and: Edge(
            move: move, to: nil, refusal: nil, events: [], allowedBy: nil))
      return Finding(
        kind: .loop, text: "flow «\(flow)» ends and begins again, and asks nobody anything",
        place: nil, way: steps)
    }
  }

  private var words: [Finding] {
    states.indices.flatMap { index -> [Finding] in
      let prompt = states[index].prompt
      let problems = [DayFault(unfilled: prompt)?.text, prompt.misfit].compactMap(\.self)
      return problems.map {
        Finding(
          kind: .words, text: $0, place: states[index].storePlace, way: way(to: index))
      }
    }
  }

  private func rules(on day: Int64?) -> [Finding] {
    let never = store.facts.rules.filter { neverChosen.contains($0.label) }.map { rule in
      Finding(
        kind: .rule,
        text: "«\(rule.label)»: its «when» holds for none of \(RuleChoices.charges) charges",
        place: rule.place, way: nil)
    }
    guard let day else { return never }
    return never
      + store.facts.rules.compactMap { rule in
        guard let end = rule.days?.upperBound, end < day else { return nil }
        let date = LocalTime(Moment(milliseconds: end * 86_400_000), offsetSeconds: 0).iso.prefix(
          10)
        return Finding(
          kind: .rule, text: "«\(rule.label)» can never hold again (ended \(date))",
          place: rule.place, way: nil)
      }
  }

  private var mergeFindings: [Finding] {
    mergesApart.map { state, how in
      Finding(
        kind: .walk, text: "two ways to \(states[state].prompt.id) went on otherwise: \(how)",
        place: nil, way: way(to: state))
    }
  }
}

extension Prompt {
  private static let (titleMax, labelMax, bodyLinesMax, columns) = (80, 48, 14, 48)

  /// A row of a list, which says several things one after the other, may take two lines.
  private static func room(for label: String) -> Int {
    label.contains(" · ") ? 2 * labelMax : labelMax
  }

  /// What of it no screen has room for; nil where all fits.
  fileprivate var misfit: String? {
    if title.count > Self.titleMax {
      return "prompt \(id): the title has \(title.count) characters, a screen \(Self.titleMax)"
    }
    for button in buttons where button.label.count > Self.room(for: button.label) {
      return "prompt \(id): the button «\(button.label)» has \(button.label.count) characters, "
        + "a screen \(Self.room(for: button.label))"
    }
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + 1 + $1.count / Self.columns }
    if lines > Self.bodyLinesMax {
      return "prompt \(id): the text takes \(lines) lines, a screen has \(Self.bodyLinesMax)"
    }
    return nil
  }
}
