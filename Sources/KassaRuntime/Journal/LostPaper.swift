/// A printed document whose paper ended in the middle, until its rest or a copy of it came out, or a senior says
/// by a PIN that it is not wanted.
package struct LostPaper: JSONCoded, Hashable, Sendable {
  /// Tag 1040.
  package let document: Int
  /// Nil where only the registrar knows it.
  let total: Money?
  let at: Moment
}

extension TillState {
  /// More than anybody prints afterwards.
  private static let papersMax = 50

  var lostPapers: [LostPaper] { core.papers ?? [] }

  mutating func note(lost paper: LostPaper) {
    let others = lostPapers.filter { $0.document != paper.document }
    core.papers = (others + [paper]).suffix(Self.papersMax)
  }

  /// - Parameter document: nil for the last of them, of which the registrar has nothing left to print.
  mutating func noteMended(_ document: Int?) {
    guard let known = core.papers?.last else { return }
    let left = lostPapers.filter { $0.document != document ?? known.document }
    core.papers = left.isEmpty ? nil : left
  }
}
