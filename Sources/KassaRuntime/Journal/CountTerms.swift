/// What a store counts when a shift is closed by hand.
struct CountTerms: JSONCoded, Hashable, Sendable {
  /// Whether the drawer is counted by notes, and not as one sum.
  var byNotes = false
  /// Whether terminals are counted by their own reports, and settled.
  var terminals = true
}
