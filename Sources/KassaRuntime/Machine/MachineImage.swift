internal import CLua
import Foundation

/// The memory of a program's machines: what it holds once one has loaded is what the next begins with.
///
/// Loading the stock library and a store takes 3.1 M instructions, copying the quarter of a MiB that
/// they leave 0.03 M (docs/benchmarks.md). It is sound because of what `kassa_image.h` lists, and:
/// - what is loaded depends on nothing that another machine would find otherwise (`Program`);
/// - no random number is drawn on the way, which `math.random` refuses: each machine is seeded anew;
/// - what modules said to the log on the way every machine says;
/// - every machine pays what loading took, so that budgets end where they do without an image.
///
/// One machine lives here at a time; another that is made meanwhile loads into memory of its own. Under
/// AddressSanitizer all do.
package final class MachineImage {
  private let region: OpaquePointer
  private var loaded: MachineMemory?
  private var said: [ScriptLine] = []

  /// With `KASSA_IMAGES=0` every machine loads anew, so that one behaviour can be held to the other.
  private static let isWanted = ProcessInfo.processInfo.environment["KASSA_IMAGES"] != "0"

  /// Nil where there is no memory to copy to and fro.
  init?() {
    guard Self.isWanted, let region = kassa_open_region() else { return nil }
    self.region = region
  }

  deinit { kassa_close_region(region) }

  /// What a copy of the loaded machine takes; 0 before there is one.
  package var bytes: Int { loaded?.bytes ?? 0 }

  /// Where a machine can be made; nil while another lives there.
  var vacancy: OpaquePointer? { kassa_is_vacant(region) != 0 ? region : nil }

  /// A machine that has loaded, in a step that has paid for it; nil where there is none to be had.
  func machine(
    _ limits: MachineLimits, seed: UInt64, _ owner: Owner
  ) -> OpaquePointer? {
    guard let loaded, vacancy != nil,
      let machine = kassa_use_image(loaded.image, limits.forC, owner.forC)
    else { return nil }
    guard kassa_begin_loaded(machine, seed) != 0 else {
      kassa_close(machine)
      return nil
    }
    for line in said { owner.log(line) }
    return machine
  }

  /// Keeps what a machine has loaded, the first time that it can.
  func keep(_ machine: OpaquePointer, said: [ScriptLine]) {
    guard loaded == nil else { return }
    kassa_collect(machine)
    (loaded, self.said) = (MachineMemory(of: machine), said)
  }
}

/// The memory of a machine as it once was.
package final class MachineMemory {
  let image: OpaquePointer

  /// Nil where the machine is killed, or holds memory outside its image's.
  init?(of machine: OpaquePointer) {
    guard let image = kassa_take_image(machine) else { return nil }
    self.image = image
  }

  deinit { kassa_free_image(image) }

  package var bytes: Int { kassa_image_bytes(image) }
}
