import KassaRuntime

extension DiffReport {
  /// For people, old and new side by side.
  package func page(_ old: String, _ new: String) -> Page {
    let lead: PageText =
      "\(differences.count) differences, \(same) of \(branches) ways the same, "
      + "\(accepted.count) accepted, \(notComparable) not comparable"
    var blocks = Difference.Kind.allCases.compactMap(section)
    if !gone.isEmpty {
      blocks.append(
        .section(
          "Accepted, and no difference any more",
          gone.map { .paragraph(PageText("#\($0.id) \($0.text)")) }))
    }
    return Page("\(old) and \(new)", lead: lead, blocks)
  }

  private func section(_ kind: Difference.Kind) -> PageBlock? {
    let found = differences.filter { $0.first.kind == kind }
    guard !found.isEmpty else { return nil }
    return .section(PageText(kind.mark), name: kind.rawValue, found.map(\.card))
  }
}

extension DifferenceTally.Entry {
  /// The difference with what stood on both sides.
  fileprivate var card: PageBlock {
    var inside: [PageBlock] = []
    if !first.from.isEmpty {
      inside.append(
        .beside([
          [.paragraph(PageText([.removed(first.from)]))],
          [.paragraph(PageText([.added(first.to)]))],
        ]))
    }
    let count = way.isEmpty ? "" : "\(ways) ways, "
    inside.append(
      .paragraph(
        PageText([.quiet(count + "#\(id)" + (first.place.map { ", at \($0)" } ?? ""))])))
    if let shown, first.kind != .receipt {
      inside.append(.beside([[Self.card(shown.old)], [Self.card(shown.new)]]))
    }
    if !way.isEmpty {
      inside.append(.details("the way there", [.code(way.joined(separator: "\n"))]))
    }
    return .card(PageText([.strong(text)]), tone: first.kind == .failed ? .bad : .odd, inside)
  }

  /// A prompt as the cashier has it.
  private static func card(_ prompt: Prompt) -> PageBlock {
    var inside: [PageBlock] = [.paragraph(PageText([.quiet(prompt.id)]))]
    if !prompt.body.isEmpty { inside.append(.paragraph(PageText(prompt.body))) }
    inside.append(.buttons(prompt.buttons.map(\.label)))
    return .card(PageText(prompt.title), inside)
  }
}
