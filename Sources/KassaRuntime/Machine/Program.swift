/// What machines run: the host's functions, where modules are found, and which are loaded first.
///
/// Its machines are made one after the other, or side by side where it keeps no image.
package final class Program {
  let declared: DeclaredModules
  let sources: any ModuleSource
  let prelude: String?
  /// In the order in which they are loaded; the first returns the function that a start calls.
  let modules: [String]
  /// What its machines start from once one has loaded; nil where each loads anew.
  let image: MachineImage?

  /// What functions reach that are declared for many programs; nil where they are its own.
  let reached: AnyObject?

  /// - Parameter keepsImage: whether what is loaded is the same for every machine, as it is where no
  ///   function of the host that may be called then gives another answer.
  package convenience init(
    functions: [HostModule], sources: any ModuleSource, prelude: String?, modules: [String] = [],
    keepsImage: Bool = false
  ) {
    self.init(
      declared: DeclaredModules(functions), sources: sources, prelude: prelude, modules: modules,
      keepsImage: keepsImage)
  }

  init(
    declared: DeclaredModules, reaching reached: AnyObject? = nil, sources: any ModuleSource,
    prelude: String?, modules: [String] = [], keepsImage: Bool = false
  ) {
    self.declared = declared
    self.reached = reached
    self.sources = sources
    self.prelude = prelude
    self.modules = modules
    image = keepsImage ? MachineImage() : nil
  }
}
