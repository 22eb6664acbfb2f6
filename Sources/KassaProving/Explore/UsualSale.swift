import KassaRuntime

/// What sells a good in the most usual way.
enum UsualSale {
  /// - Parameter moves: what is worth answering at `prompt`.
  static func move(
    at prompt: Prompt, of moves: [Move], _ sight: WalkedSight?, _ sale: SoldBefore
  ) -> Move? {
    let usual = moves.filter { $0.departs == 0 }
    guard prompt.isSale else { return usual.first(where: \.isTyped) ?? usual.first }
    guard sight?.linesAdded ?? 0 > 0 else {
      return usual.first { if case .action = $0.answer { true } else { false } }
    }
    let wanted = sale.isByCard ? "pay.card" : "pay.cash"
    return moves.first { $0.answer == .button(wanted) }
  }
}

extension Move {
  /// Whether something is typed, and no button pressed.
  fileprivate var isTyped: Bool {
    switch answer {
    case .amount, .text, .count: true
    case .button, .cancel, .action: false
    }
  }
}
