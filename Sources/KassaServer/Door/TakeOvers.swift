import Foundation
import KassaRuntime

/// PINs by which devices take the till over: what is guessed wrong at one holds up that device alone.
///
/// Counts are in the till's data folder, so that a restart ends no wait. As at the till itself a clock that is set
/// forward does; one that is set back makes none longer.
actor TakeOvers {
  /// At which device, and at whose PIN: who knows one gets no guesses at another for it.
  struct Guess: Hashable {
    let device: String
    let name: String
  }

  fileprivate struct Count {
    var wrong: Int
    var closedUntil: Moment
  }

  private let path: String
  private let clock: @Sendable () -> Moment
  private var counts: [Guess: Count]
  /// What each has that nothing is known of: where the file is damaged, that of somebody who has to wait.
  private let unknown: Count

  /// So many are kept, those that wait longest: a till knows 64 devices.
  private static let countsMax = 1_024
  private static let bytesMax = 1 << 20
  /// The first that has to wait.
  private static let wrongWhereDamaged = 3

  init(folder: String, clock: @escaping @Sendable () -> Moment) {
    (path, self.clock) = (folder + "/take_overs.json", clock)
    let known = try? Self.counts(in: path)
    counts = known ?? [:]
    let wrong = known == nil ? Self.wrongWhereDamaged : 0
    unknown = Count(
      wrong: wrong, closedUntil: clock().adding(milliseconds: PinDelay.after(wrong)))
  }

  /// Counts one more guess, durably: wrong until it is forgotten.
  ///
  /// - Throws: the reply for one that has to wait, or can't be counted.
  func begin(_ guess: Guess) throws(Reply) {
    if let seconds = wait(for: guess) { throw .waitForPIN(seconds) }
    var count = counts[guess] ?? unknown
    count.wrong += 1
    count.closedUntil = clock().adding(milliseconds: PinDelay.after(count.wrong))
    counts[guess] = count
    do { try keep() } catch { throw .uncountable }
  }

  /// Seconds until that device may guess at that PIN again; nil where it may now.
  func wait(for guess: Guess) -> Int? {
    let count = counts[guess] ?? unknown
    let left = min(
      count.closedUntil.milliseconds(since: clock()), PinDelay.after(count.wrong))
    return left > 0 ? Int(left / 1_000) + 1 : nil
  }

  /// The guess was right.
  func forget(_ guess: Guess) {
    counts[guess] = nil
    // Where it can't be written it counts as wrong after a restart, and the next right one ends that.
    try? keep()
  }

  // MARK: The file

  private func keep() throws {
    if counts.count > Self.countsMax,
      let first = counts.min(by: { $0.value.closedUntil < $1.value.closedUntil })
    {
      counts[first.key] = nil
    }
    let value = Value.record(["guesses": .list(counts.map { $0.value.value(of: $0.key) })])
    try DurableFile.replace(path, with: value.json, "take_overs", seam: .production)
  }

  /// - Throws: where the file is damaged; there are none where it is missing.
  private static func counts(in path: String) throws -> [Guess: Count] {
    struct Damaged: Error {}
    let data: Data
    do { data = try BoundedFile.contents(path, bytesMax: bytesMax) } catch {
      guard error == .missing else { throw error }
      return [:]
    }
    guard let list = try JSONReader.value(of: Array(data))["guesses"].list else { throw Damaged() }
    var counts: [Guess: Count] = [:]
    for each in list {
      guard let device = each["device"].string, let name = each["name"].string,
        let wrong = each["wrong"].int.flatMap({ Int(exactly: $0) }), wrong >= 0,
        let until = each["until"].int
      else { throw Damaged() }
      counts[Guess(device: device, name: name)] = Count(
        wrong: wrong, closedUntil: Moment(milliseconds: until))
    }
    return counts
  }
}

extension TakeOvers.Count {
  fileprivate func value(of guess: TakeOvers.Guess) -> Value {
    [
      "device": .string(guess.device), "name": .string(guess.name), "wrong": .int(Int64(wrong)),
      "until": .int(closedUntil.milliseconds),
    ]
  }
}

extension Reply {
  fileprivate static func waitForPIN(_ seconds: Int) -> Reply {
    refused(429, "wait", "wrong PINs came before", "wait, then try again", seconds: seconds)
  }

  fileprivate static let uncountable = refused(
    500, "devices", "what is guessed wrong can't be written down", "see to the till's data folder")

  static func wrongPIN(_ seconds: Int?) -> Reply {
    refused(409, "pin_wrong", "the PIN is not theirs", "type it again", seconds: seconds)
  }

  static let pinNeeded = refused(
    409, "pin_needed", "another device works the till", "send «name» and «pin» of who takes it over"
  )
  static let nobodyHasPIN = refused(
    409, "no_pins", "another device works the till, and nobody has a PIN yet",
    "choose one there first, or at the till: kassa-run people pin")
}
