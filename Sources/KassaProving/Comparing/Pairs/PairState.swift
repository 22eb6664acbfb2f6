import KassaRuntime

/// Two tills that were given the same answers, each on its own script.
struct PairState {
  /// Which of the two a question stands at that the other does not ask.
  enum Side: Hashable { case old, new }

  /// What was asked and answered on each side; nothing on one that was not asked.
  struct Step {
    var old, new: Leg?
    /// Whether a flow began.
    var hasBegun = false
  }

  struct Leg {
    let prompt: Prompt
    let move: Move
    /// Who let the cashier do it.
    let allowedBy: String?
  }

  /// What tells it from any other; two ways that come to the same go on alike.
  struct Key: Hashable {
    let old, new: ExploredKey
    let alone: Side?
    let owed: Owed
    let world: Int
  }

  /// Receipts that one side has printed and the other not yet, while only one of them is asked.
  struct Owed: Hashable {
    var old: [FiscalDocument] = []
    var new: [FiscalDocument] = []
  }

  /// Where in its scripts it stands, whatever they count.
  struct Place: Hashable {
    let old, new: WalkedKey.Place
    let world: Int
  }

  let world: Int
  let from: (state: Int, step: Step)?
  let depth: Int
  /// What the way there departs from the usual in, in order.
  let things: [ExploredPairs.Thing]
  /// Since the two parted, only this side was asked.
  let alone: Side?
  /// Whether the two have just come apart: what differs is looked at however unusual the way is.
  let isApart: Bool
  let owed: Owed
  let place: Place?
  let sights: PairSights
  /// What its flow found left over.
  let leftOver: Int
  /// Whether some receipt before came to another sum on the other side: numbers follow from that.
  let isParted: Bool
  /// What of the way there has to do with what differs in the texts.
  var trail: PairHints.Trail
  /// What is asked.
  let asked: ExploredPairs.Asked

  var departs: Int { things.count }
}

/// What two prompts are to each other.
enum PairedPrompts {
  /// The same question, perhaps under another id.
  case same
  /// One side asks what the other does not, and comes to the other's prompt after that.
  case alone(PairState.Side)
  /// Neither.
  case apart
}
