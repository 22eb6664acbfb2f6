package import KassaRuntime

extension FleetCause {
  /// What happened in the day of its shortest way: for people who want to see it.
  package func page(_ letter: String) -> Page {
    var blocks = [PageBlock.section("What is wrong", found)]
    if let trace = first.trace {
      blocks.append(.section("The day", trace.events.map(\.block)))
      if !trace.entries.isEmpty {
        blocks.append(.section("The journal", [trace.journal]))
      }
    }
    blocks.append(
      .section("Stores", [.paragraph(PageText(stores.joined(separator: ", ")))]))
    return Page(
      "\(letter): \(title)",
      lead:
        "\(badge: "\(count) failed", .bad) in \(Self.of(stores.count, "store")) \(code: place)",
      blocks)
  }

  private var found: [PageBlock] {
    guard let failure = first.failure else { return [] }
    var blocks: [PageBlock] = [
      .paragraph(
        "\(strong: first.store): \(first.scenario) \(quiet: failure.place)")
    ]
    let came = PageBlock.card("Came", tone: .bad, [.paragraph(PageText(failure.came))])
    if let expected = failure.expected {
      blocks.append(
        .beside([[.card("Expected", tone: .good, [.paragraph(PageText(expected))])], [came]]))
    } else {
      blocks.append(came)
    }
    return blocks
  }

  static func of(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension ScenarioTrace {
  fileprivate var journal: PageBlock {
    let rows = entries.map { entry -> [PageText] in
      ["\(entry.number)", "\(entry.kind)", PageText(entry.summary)]
    }
    let whole = entries.map { "\($0.number) \($0.json)" }.joined(separator: "\n")
    return .details(
      "\(FleetCause.of(entries.count, "entry").replacing("entrys", with: "entries"))",
      [
        .table(PageTable([.init("Entry", isNumber: true), "Kind", "What"], rows)),
        .details("As they are stored", [.code(whole)]),
      ])
  }
}

extension DayEvent {
  fileprivate var block: PageBlock {
    switch self {
    case .asked(let prompt, let answer): Self.card(prompt, answer)
    case .refused(let why): .paragraph("\(badge: "refused", .odd) \(why)")
    case .said(let line):
      .paragraph(
        "\(badge: line.level == .info ? "log" : "failed", line.level == .info ? .plain : .bad) \(line.shown)"
      )
    case .chose(let choice):
      .details(
        "\(badge: "terminal", .plain) «\(choice.terminal)» by the rule «\(choice.rule)»",
        [
          .table(
            PageTable(
              ["Rule", "Held", "Why"],
              choice.rules.map { ["\($0.name)", $0.held ? "yes" : "no", "\($0.why)"] }))
        ])
    case .paper(let paper):
      .details(
        "\(badge: "paper", .plain) document \(paper.number)", isOpen: true,
        [.code(paper.lines.joined(separator: "\n"))])
    case .warned(let text): .paragraph("\(badge: "warned", .odd) \(text)")
    case .powerOff: .paragraph("\(badge: "the power goes", .odd)")
    case .dropped: .paragraph("\(badge: "dropped", .odd) the flow ended with goods on its receipt")
    }
  }

  private static func card(_ prompt: Prompt, _ answer: Answer?) -> PageBlock {
    var blocks: [PageBlock] = []
    if !prompt.body.isEmpty { blocks.append(.paragraph(PageText(prompt.body))) }
    if case .sale(let sale) = prompt.kind {
      blocks.append(
        .paragraph(
          "\(FleetCause.of(sale.lines.count, "line")), \(sale.total), \(sale.paid) paid"))
    }
    let taken = answer.flatMap { answer -> Int? in
      guard case .button(let id) = answer else { return nil }
      return prompt.buttons.firstIndex { $0.id == id }
    }
    if !prompt.buttons.isEmpty {
      blocks.append(.buttons(prompt.buttons.map(\.label), taken: taken))
    }
    if let answer, taken == nil {
      blocks.append(.paragraph("→ \(strong: answer.traced(to: prompt))"))
    }
    return .card(
      "\(prompt.title) \(quiet: prompt.id)", tone: answer == nil ? .bad : .plain, blocks)
  }
}

extension FleetCount {
  /// The causes on one page, each with a link to its own, and what was never met.
  package func page(_ title: String, unreached: [(store: String, parts: StoreParts)]) -> Page {
    let rows = causes.map { letter, cause -> [PageText] in
      [
        "\(link: letter, to: .file("\(letter).html"))", "\(cause.count)",
        "\(cause.stores.count)", PageText(cause.title), "\(code: cause.place)",
      ]
    }
    var blocks: [PageBlock] = []
    if !rows.isEmpty {
      blocks.append(
        .section(
          "Causes",
          [
            .table(
              PageTable(
                [
                  "Cause", .init("Scenarios", isNumber: true), .init("Stores", isNumber: true),
                  "What", "Where",
                ], rows))
          ]))
    }
    let never = unreached.filter { !$0.parts.kinds.isEmpty }.map { store, parts -> [PageText] in
      [
        "\(strong: store)",
        PageText(
          parts.kinds.map { "\($0.kind) \($0.names.joined(separator: ", "))" }
            .joined(separator: "\n")),
      ]
    }
    if !never.isEmpty {
      blocks.append(
        .section("Never met by a scenario", [.table(PageTable(["Store", "What"], never))]))
    }
    return Page(
      title,
      lead: """
        \(badge: "\(passed) passed", .good) \(badge: "\(failed) failed", failed > 0 ? .bad : .plain)
        """, blocks)
  }
}
