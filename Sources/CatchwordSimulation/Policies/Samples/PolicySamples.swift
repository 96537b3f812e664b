/// The sample policies by the names under which the command line checks them.
public enum PolicySamples {
  public static let all: [(name: String, policy: any ConflictPolicy)] = [
    ("greatest-wins", GreatestWins()), ("keep-longest", KeepLongest()),
    ("union-of-words", UnionOfWords()), ("last-arrived-wins", LastArrivedWins()),
  ]
}
