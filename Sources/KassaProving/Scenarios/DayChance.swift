import KassaRuntime
import Synchronization

/// What a scenario's till draws from: the same numbers at every run, or the borders that a scenario asks for.
final class DayChance: Sendable {
  private struct State {
    var numbers = SplitMix64(0)
    var borders: DrawnBorders?
  }

  private let state = Mutex(State())

  /// What a scenario calls numbers that are no borders.
  static let any = "any"

  /// A till is opened.
  func beginAnew() { state.withLock { $0.numbers = SplitMix64(0) } }

  /// What the flows that begin from now on draw; anything where nil.
  func draw(_ borders: DrawnBorders?) { state.withLock { $0.borders = borders } }

  func next() -> UInt64 {
    state.withLock { state in
      let number = state.numbers.next()
      return state.borders?.seed ?? number
    }
  }
}
