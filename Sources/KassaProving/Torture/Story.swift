/// One till's life, from an empty folder to its last prompt, the same at every run.
struct Story: Sendable {
  let seed: UInt64
  let errand: StoryErrand
  /// Where the power goes while the till opens for the first time, one opening after the other.
  var openings: [PowerDisk.Cut] = []
  /// What happens at each prompt; after the last one the world is kind and the till must come to rest.
  var moves: [StoryMove]
  /// Every answer and every opening is cut at 1, 2, 3 … until it survives; `moves` is empty then.
  var sweep: Sweep?

  enum Sweep: Sendable { case points, operations }

  /// Prompts of a story that is drawn; longer ones find no more and take longer to make short.
  private static let movesMax = 120

  /// The story of that seed: one in four goes through an errand with a cut at every place.
  init(seed: UInt64) {
    self.seed = seed
    var numbers = StoryNumbers(seed)
    let kind = numbers.below(8)
    errand = StoryErrand.all[numbers.below(StoryErrand.all.count)]
    moves = []
    switch kind {
    case 0: sweep = .points
    case 1: sweep = .operations
    default:
      let count = 10 + numbers.below(Self.movesMax - 10)
      moves = (0..<count).map { _ in .draw(&numbers) }
    }
  }
}

/// What a story came to.
struct StoryResult: Sendable {
  var prompts = 0
  /// Receipts in fiscal memory at the end.
  var sales = 0
  var crashes = 0
  /// Openings after a crash or a failure of the disk that came to a prompt.
  var recoveries = 0
  /// Times the disk refused and the till stopped.
  var failures = 0
  var violation: Violation?
  /// What was done, as it can be played again.
  var openings: [PowerDisk.Cut] = []
  var moves: [StoryMove] = []
  /// The same for people, a line each.
  var telling: [String] = []
}
