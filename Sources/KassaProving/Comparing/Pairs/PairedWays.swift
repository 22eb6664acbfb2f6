/// What a walk over two scripts has found.
struct PairedWays {
  var tally = DifferenceTally()
  /// Answers that were tried on both sides, or on the one that was asked.
  var branches = 0
  /// Of these, those after which nobody would notice anything.
  var same = 0
  /// Places where the two ask different things, and neither comes to what the other asks.
  var notComparable = 0
  var end = Exploration.End.closed
}
