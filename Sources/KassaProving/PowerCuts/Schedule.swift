/// What befalls one till from an empty folder to its last prompt: a workload, its faults, its answers.
///
/// The same seed gives the same schedule, and the same schedule the same prompts.
struct Schedule: Sendable {
  let seed: UInt64
  let workload: Workload
  /// Where the power goes while the till opens for the first time, one opening after the other.
  var openings: [PowerDisk.Cut] = []
  /// What happens at each prompt; after the last one all faults heal and the till must come to rest.
  var steps: [ScheduleStep]
  /// Every answer and every opening is cut at 1, 2, 3 … until it survives; `steps` is empty then.
  var sweep: Sweep?

  /// Prompts of a schedule that is drawn; longer ones find no more and take longer to shrink.
  private static let stepsMax = 120

  /// The schedule of that seed: one in four goes through a workload with a cut at every place.
  init(seed: UInt64) {
    self.seed = seed
    var numbers = SplitMix64(seed)
    let kind = numbers.below(8)
    workload = Workload.all[numbers.below(Workload.all.count)]
    steps = []
    switch kind {
    case 0: sweep = .points
    case 1: sweep = .operations
    default:
      let count = 10 + numbers.below(Self.stepsMax - 10)
      steps = (0..<count).map { _ in .draw(&numbers) }
      if seed.isMultiple(of: 4) { swapScripts() }
    }
  }

  /// Has scripts come and go where nothing else befalls the till.
  private mutating func swapScripts() {
    var numbers = SplitMix64(~seed)
    for index in steps.indices where steps[index].fault == .none && numbers.once(in: 4) {
      steps[index].fault = .drawScript(&numbers)
    }
  }
}
