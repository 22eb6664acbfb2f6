import KassaRuntime

/// The prompts of a store's flows, and which answers lead from one to another.
///
/// It has all that was walked but what only the fall back asks; `usual` are those that are come to without a
/// mishap and nothing out of the way.
struct FlowDrawing {
  /// One prompt of one flow.
  struct Node: Hashable {
    let flow: String
    let id: String
  }

  /// What a cashier reads at a prompt.
  struct Shown: Hashable {
    let title: String
    let buttons: [String]
  }

  struct Arrow: Hashable {
    let from, to: Node
    /// What the cashier reads on the button, or which kind of answer it is.
    let label: String
  }

  /// In the order in which they were come to.
  private(set) var nodes: [Node] = []
  private(set) var usual: Set<Node> = []
  /// As they are shown on the most usual way there.
  private(set) var shown: [Node: Shown] = [:]
  /// On every way.
  private(set) var everShown: [Node: Set<Shown>] = [:]
  /// Those that a file of the store's own asks.
  private(set) var own: Set<Node> = []
  private(set) var arrows: [Arrow] = []

  init(_ found: Exploration) {
    for state in found.states where state.isOfStore { note(state) }
    var known: Set<Arrow> = []
    for state in found.states where state.isOfStore {
      for edge in state.edges {
        guard let arrow = arrow(from: state, over: edge, found) else { continue }
        if known.insert(arrow).inserted { arrows.append(arrow) }
      }
    }
  }

  private mutating func note(_ state: Exploration.State) {
    let node = Node(state)
    let seen = Shown(title: state.prompt.title, buttons: state.prompt.buttons.map(\.label))
    if everShown[node] == nil { nodes.append(node) }
    everShown[node, default: []].insert(seen)
    if state.departs == 0, usual.insert(node).inserted { shown[node] = seen }
    if shown[node] == nil { shown[node] = seen }
    if state.storePlace != nil { own.insert(node) }
  }

  /// What is usual leads to what is usual; whatever leads to what is not.
  private func arrow(
    from state: Exploration.State, over edge: Exploration.Edge, _ found: Exploration
  ) -> Arrow? {
    guard let next = edge.to.map({ found.states[$0] }), next.isOfStore else { return nil }
    let (from, to) = (Node(state), Node(next))
    let isUsual = edge.move.mishap == nil && edge.move.departs == 0
    guard !usual.contains(to) || isUsual && (state.departs == 0 || !usual.contains(from)) else {
      return nil
    }
    return Arrow(from: from, to: to, label: edge.move.label(at: state.prompt))
  }
}

extension Exploration.State {
  /// Whether the store's own level asks, not what it falls back to.
  fileprivate var isOfStore: Bool { level == "store" }
}

extension Move {
  fileprivate func label(at prompt: Prompt) -> String {
    answer.label(at: prompt) + (mishap.map { ", \($0.name)" } ?? "")
  }
}

extension FlowDrawing.Node {
  fileprivate init(_ state: Exploration.State) {
    self.init(flow: state.flow, id: state.prompt.id)
  }
}

extension Answer {
  /// As an arrow says it.
  fileprivate func label(at prompt: Prompt) -> String {
    switch self {
    case .button(let id): prompt.label(of: id) ?? id
    case .amount: "…,00 ₽"
    case .text: if case .secret = prompt.kind { "PIN" } else { "…" }
    case .cancel: "×"
    case .count: "№"
    case .action(.add), .action(.addRow), .action(.free), .action(.search), .action(.typed): "+"
    case .action: "±"
    }
  }
}
