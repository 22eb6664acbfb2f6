/// Tills as they stood at some states of a walk, so that others near these are come to in a few answers.
///
/// So many are kept as memory allows; one that was not used since the last round makes room.
struct KeptImages<Image> {
  private struct Slot {
    let state: Int
    var image: Image
    var isUsed = false
  }

  private let most: Int
  private var slots: [Slot] = []
  private var places: [Int: Int] = [:]
  private var hand = 0

  init(most: Int) { self.most = most }

  /// The one of a state, if it is kept.
  mutating func image(of state: Int) -> Image? {
    guard let place = places[state] else { return nil }
    slots[place].isUsed = true
    return slots[place].image
  }

  mutating func keep(_ image: Image, of state: Int) {
    if let place = places[state] {
      slots[place].image = image
    } else if slots.count < most {
      places[state] = slots.count
      slots.append(Slot(state: state, image: image))
    } else {
      makeRoom()
      places[state] = hand
      slots[hand] = Slot(state: state, image: image)
    }
  }

  private mutating func makeRoom() {
    hand = (hand + 1) % slots.count
    while slots[hand].isUsed {
      slots[hand].isUsed = false
      hand = (hand + 1) % slots.count
    }
    places[slots[hand].state] = nil
  }
}
