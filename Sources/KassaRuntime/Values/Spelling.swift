/// Finds what somebody probably meant by a word that is not known.
package enum Spelling {
  private static let editsMax = 3

  /// The one of `words` nearest to `word`, when it is near enough to be a slip of the finger: no
  /// more edits than a third of it has characters, and at most three.
  ///
  /// Case does not count. Of equally near ones the first in the alphabet is taken. Lua's own
  /// `kassa_push_nearest` goes by the same rule.
  package static func nearest(to word: String, among words: [String]) -> String? {
    // A word longer than this is no slip; the bound also keeps hostile input cheap.
    guard word.count <= 64 else { return nil }
    let typed = Array(word.lowercased())
    let near = words.sorted().map { (word: $0, distance: distance(typed, Array($0.lowercased()))) }
    guard let best = near.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= min(editsMax, max(1, typed.count / 3)) ? best.word : nil
  }

  /// "; did you mean «charge.first»?" when one of `words` is near enough, else nothing.
  ///
  /// Where `word` begins some and the nearest is another, those: "; did you mean «usn_income» or …?"
  package static func hint(_ word: String, among words: [String]) -> String {
    let begun = words.sorted().filter { $0.lowercased().hasPrefix(word.lowercased()) }
    let nearest = nearest(to: word, among: words)
    let isBegun = word.count >= 3 && (1...4).contains(begun.count)
    let meant = isBegun && !begun.contains(nearest ?? "") ? begun : [nearest].compactMap(\.self)
    return meant.isEmpty
      ? "" : "; did you mean " + meant.map { "«\($0)»" }.joined(separator: " or ") + "?"
  }

  /// The same, and where none is near enough all of them: "; use cash, card".
  package static func remedy(_ word: String, among words: [String]) -> String {
    let hint = hint(word, among: words)
    return hint.isEmpty ? "; use \(words.sorted().joined(separator: ", "))" : hint
  }

  /// How many insertions, deletions, replacements and swaps of neighbours lead from one to the other.
  package static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let replaced = last[column] + (character == other ? 0 : 1)
        var least = min(last[column + 1] + 1, current[column] + 1, replaced)
        if row > 0, column > 0, character == right[column - 1], left[row - 1] == other {
          least = min(least, beforeLast[column - 1] + 1)
        }
        current.append(least)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
