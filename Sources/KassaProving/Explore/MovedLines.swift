import KassaRuntime

extension Move {
  /// The same answer to a prompt whose lines have other numbers: each line by its place.
  func onLines(of prompt: Prompt?, as known: Prompt) -> Move {
    guard case .action(let action) = answer, case .sale(let before) = known.kind,
      case .sale(let now)? = prompt?.kind
    else { return self }
    func line(_ id: Int) -> Int {
      guard let place = before.lines.firstIndex(where: { $0.id == id }),
        now.lines.indices.contains(place)
      else { return id }
      return now.lines[place].id
    }
    let moved: SaleAction =
      switch action {
      case .remove(let id): .remove(line: line(id))
      case .quantity(let id, let quantity): .quantity(line: line(id), quantity)
      case .discount(let id, let amount): .discount(line: line(id), amount)
      case .discountShare(let id, let hundredths):
        .discountShare(line: line(id), hundredths: hundredths)
      case .add, .addRow, .free, .search, .typed, .contact: action
      }
    return Move(.action(moved), mishap, departs: departs)
  }
}
