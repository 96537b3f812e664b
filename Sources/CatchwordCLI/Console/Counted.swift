/// `1 loan`, `2 loans`, `2 branches`.
/// - Parameter many: the noun for more than one; its plural in `s` where nothing is said.
func counted(_ count: Int, _ noun: String, _ many: String? = nil) -> String {
  "\(count) " + (count == 1 ? noun : many ?? noun + "s")
}
