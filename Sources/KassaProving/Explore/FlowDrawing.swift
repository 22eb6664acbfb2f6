import KassaRuntime

/// The prompts of a store's flows, and which answers lead from one to another.
///
/// It has what is usual: no mishap, nothing out of the way, and nothing that only the fall back asks.
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
  private(set) var shown: [Node: Shown] = [:]
  /// Those that a file of the store's own asks.
  private(set) var own: Set<Node> = []
  private(set) var arrows: [Arrow] = []

  init(_ found: Exploration) {
    var known: Set<Arrow> = []
    for state in found.states where state.isUsual {
      let node = Node(state)
      if shown[node] == nil {
        nodes.append(node)
        shown[node] = Shown(
          title: state.prompt.title, buttons: state.prompt.buttons.map(\.label))
      }
      if state.storePlace != nil { own.insert(node) }
      for edge in state.edges where edge.move.mishap == nil && edge.move.departs == 0 {
        guard let to = edge.to, found.states[to].isUsual else { continue }
        let arrow = Arrow(
          from: node, to: Node(found.states[to]), label: edge.move.answer.label(at: state.prompt))
        if known.insert(arrow).inserted { arrows.append(arrow) }
      }
    }
  }
}

extension Exploration.State {
  fileprivate var isUsual: Bool { departs == 0 && level == "store" }
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
