internal import CLua

/// What a machine that waits would do next, as far as that can be seen of its calls and values.
///
/// Machines of one program with the same key go on alike, whatever they are given.
package struct MachineKey: Hashable, Sendable {
  /// Of its calls and all values that can be reached.
  package let values: [UInt64]
  /// Of its calls alone, by their functions and lines.
  package let place: [UInt64]
  /// How many objects were looked at.
  package let objects: Int

  private init(_ key: kassa_key) {
    values = [key.values.0, key.values.1]
    place = [key.place.0, key.place.1]
    objects = Int(clamping: key.objects)
  }

  /// That of a script without a machine.
  init(of stage: Int) {
    values = [UInt64(bitPattern: Int64(stage))]
    (place, objects) = (values, 0)
  }

  /// Nil where it can't be told.
  init?(of machine: OpaquePointer) {
    var key = kassa_key()
    guard kassa_key_of(machine, &key) != 0 else { return nil }
    self.init(key)
  }
}
