import KassaRuntime
import Synchronization

/// A machine that plays scenarios' files: what all of them find is loaded once.
final class DayMachine {
  let desk: DayDesk
  private let place: DayPlace
  private var machine: LuaMachine?

  /// One that finds `source` and has nothing on its desk.
  init(_ source: any ModuleSource) {
    place = DayPlace.take()
    desk = place.desk
    (desk.step, desk.declared, desk.house) = (nil, [], DayHouse())
    place.source.source = source
    machine = LuaMachine(place.program, limits: MachineLimits(), seed: 0, log: { _ in })
  }

  deinit {
    // It leaves its place before another may enter.
    machine = nil
    place.giveBack()
  }

  var limits: MachineLimits { machine?.limits ?? MachineLimits() }

  /// Calls what the module `day.play` returns.
  func start(_ arguments: [Value]) -> Resumption {
    machine?.start("day.play", arguments: arguments) ?? .finished([])
  }

  func resume(_ values: [Value]) -> Resumption { machine?.resume(values) ?? .finished([]) }
}

/// Where such machines live, one at a time: a place for each thread that plays.
///
/// Whoever has taken it is the only one that touches it.
private final class DayPlace: @unchecked Sendable {
  let desk = DayDesk()
  let source = SwitchedSource()
  let program: Program

  private init() {
    program = Program(
      functions: DayModule.all(desk), sources: source, prelude: "day.prelude",
      modules: ["day.play"], keepsImage: true)
  }

  private static let idle = Mutex<[DayPlace]>([])

  static func take() -> DayPlace { idle.withLock { $0.popLast() } ?? DayPlace() }

  func giveBack() {
    source.source = nil
    Self.idle.withLock { $0.append(self) }
  }
}

/// The modules of the day, which are the same for all, before those of the file that is played.
private final class SwitchedSource: ModuleSource, @unchecked Sendable {
  var source: (any ModuleSource)?

  func chunk(named module: String) throws(ScriptError) -> Chunk? {
    if let known = Self.support[module] { return known }
    return try source?.chunk(named: module)
  }

  private static let support: [String: Chunk] = {
    var modules = Bundle(files: StockLibrary.files).modules
    for file in StockLibrary.day {
      modules["day." + Bundle.module(ofPath: file.name)] = Chunk(
        name: "day/" + file.name, source: Array(file.text.utf8))
    }
    return modules
  }()
}
