import KassaRuntime

/// A store's flows as pictures in Graphviz's language: a box a prompt, an arrow what is answered there.
///
/// What the store's own files ask is marked, and where it is held against another store, what only one of
/// them asks, or asks in other words. Of what is out of the usual only these are drawn. Two runs over the same
/// stores draw the same.
package struct FlowGraph {
  /// One picture, small enough to be read.
  package struct Page {
    /// "sale", or "sale 2" where a flow has more prompts than a page.
    package let name: String
    package let dot: String
  }

  /// How many boxes a page has.
  package static let nodesMax = 40
  /// How many answers an arrow names.
  private static let labelsMax = 4

  private let drawing: FlowDrawing
  private let other: FlowDrawing?

  /// - Parameter other: what the store is held against; nil for nothing.
  package init(_ found: Exploration, against other: Exploration? = nil) {
    drawing = FlowDrawing(found)
    self.other = other.map(FlowDrawing.init)
  }

  /// Flow by flow, in the order in which they are come to.
  package var pages: [Page] { flows.flatMap(pages) }
}

// MARK: - Pages

extension FlowGraph {
  /// The store's prompts, then those that it asks no more.
  private var nodes: [FlowDrawing.Node] {
    let gone = (other?.nodes ?? []).filter { drawing.shown[$0] == nil }
    return (drawing.nodes + gone).filter(isDrawn)
  }

  private func isDrawn(_ node: FlowDrawing.Node) -> Bool {
    drawing.usual.contains(node) || other?.usual.contains(node) == true
      || color(of: node) != .stock
  }

  private var flows: [String] {
    var seen: Set<String> = []
    return nodes.map(\.flow).filter { seen.insert($0).inserted }
  }

  private func pages(of flow: String) -> [Page] {
    let all = nodes.filter { $0.flow == flow }
    return stride(from: 0, to: all.count, by: Self.nodesMax).enumerated().map { number, start in
      let name = number == 0 ? flow : "\(flow) \(number + 1)"
      return Page(
        name: name, dot: dot(Array(all[start..<min(all.count, start + Self.nodesMax)]), name))
    }
  }

  private func dot(_ page: [FlowDrawing.Node], _ name: String) -> String {
    let here = Set(page)
    var lines = [
      "digraph {", "  label=\(quoted(name)); labelloc=t; rankdir=TB;",
      "  node [shape=box, style=filled, fontname=\"DejaVu Sans\", fontsize=10];",
      "  edge [fontname=\"DejaVu Sans\", fontsize=8];",
    ]
    lines += page.map { "  \($0.name) [\(look(of: $0))];" }
    lines += arrows(drawing.arrows.filter { isDrawn($0.to) }, from: here, "")
    // What leads from and to what is asked no more.
    let gone = other?.arrows.filter {
      (drawing.shown[$0.from] == nil || drawing.shown[$0.to] == nil) && isDrawn($0.to)
    }
    lines += arrows(gone ?? [], from: here, ", style=dashed, color=\"#cc0000\"")
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  /// One arrow a pair of prompts, with the answers that lead along it.
  private func arrows(
    _ arrows: [FlowDrawing.Arrow], from here: Set<FlowDrawing.Node>, _ style: String
  ) -> [String] {
    var labels: [[FlowDrawing.Node]: [String]] = [:]
    var order: [[FlowDrawing.Node]] = []
    for arrow in arrows where here.contains(arrow.from) && arrow.from != arrow.to {
      let pair = [arrow.from, arrow.to]
      if labels[pair] == nil { order.append(pair) }
      labels[pair, default: []].append(arrow.label)
    }
    return order.flatMap { pair in
      let all = labels[pair] ?? []
      let more = all.count > Self.labelsMax ? ["…"] : []
      let label = (all.prefix(Self.labelsMax) + more).joined(separator: "\n")
      // Where it leads to another page, that is said in place of its box.
      let away =
        here.contains(pair[1])
        ? []
        : [
          "  \(pair[1].name) [label=\(quoted("→ " + pair[1].words)), shape=plaintext, style=\"\"];"
        ]
      return away + ["  \(pair[0].name) -> \(pair[1].name) [label=\(quoted(label))\(style)];"]
    }
  }

  private func look(of node: FlowDrawing.Node) -> String {
    let title = (drawing.shown[node] ?? other?.shown[node])?.title ?? ""
    return "label=\(quoted("\(title)\n\(node.id)")), fillcolor=\"\(color(of: node).rawValue)\""
  }

  private func color(of node: FlowDrawing.Node) -> Color {
    let isOwn = drawing.own.contains(node)
    guard let other else { return isOwn ? .own : .stock }
    return switch (drawing.shown[node], other.shown[node]) {
    case (_?, _?): isChanged(node, against: other) ? .changed : isOwn ? .own : .stock
    case (_?, nil): .added
    case (nil, _): .gone
    }
  }

  /// What is not usual may first have been come to by another way: its words are others where none is the same.
  private func isChanged(_ node: FlowDrawing.Node, against other: FlowDrawing) -> Bool {
    if drawing.usual.contains(node), other.usual.contains(node) {
      return drawing.shown[node] != other.shown[node]
    }
    return (drawing.everShown[node] ?? []).isDisjoint(with: other.everShown[node] ?? [])
  }

  private enum Color: String {
    case stock = "#ffffff"
    case own = "#fff2cc"
    case changed = "#cfe2f3"
    case added = "#d9ead3"
    case gone = "#f4cccc"
  }
}

private func quoted(_ text: String) -> String {
  "\""
    + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    .replacing("\n", with: "\\n") + "\""
}

extension FlowDrawing.Node {
  fileprivate var words: String { "\(flow): \(id)" }
  fileprivate var name: String { quoted("\(flow)/\(id)") }
}
