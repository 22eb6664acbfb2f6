import KassaRuntime

/// Looks a few answers ahead: which of two tills asks something that the other does not.
struct PairLook {
  private static let depthMax = 4
  private static let triesMax = 80

  /// How many answers lead `till` from where it stands to a prompt of that id; nil where none do.
  ///
  /// It stands where it stood afterwards.
  static func answers(from till: ExploredTill, to id: String) async throws -> Int? {
    guard let prompt = till.prompt, !prompt.isSale, let start = till.save() else { return nil }
    defer { till.restore(start) }
    var rest = [(start, 0)][...]
    var tries = 0
    while let (saved, depth) = rest.popFirst(), depth < depthMax {
      till.restore(saved)
      for move in till.moves() where tries < triesMax {
        tries += 1
        till.restore(saved)
        do { try await till.take(move) } catch { continue }
        if till.prompt?.id == id { return depth + 1 }
        // Beyond a sale another customer is served.
        if till.prompt?.isSale == false, let next = till.save() { rest.append((next, depth + 1)) }
      }
    }
    return nil
  }
}

extension Prompt {
  var isSale: Bool { if case .sale = kind { true } else { false } }
}
