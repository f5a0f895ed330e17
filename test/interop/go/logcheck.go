// Logcheck reads a whole C2SP log, over HTTP or from a folder, and checks it with the code of Go's own checksum database: the
// checkpoint's signature, the root over all records, every tile, proofs of inclusion of records all over the log, and that it
// contains older states.
//
//	logcheck <URL or folder of the log> <vkey> [<file with an older checkpoint>...]
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	width  = 1 << height
)

func main() {
	log.SetFlags(0)
	if len(os.Args) < 3 {
		log.Fatal("usage: logcheck <URL or folder> <vkey> [<older checkpoint>...]")
	}
	place, vkey := os.Args[1], os.Args[2]
	verifier, err := note.NewVerifier(vkey)
	check(err)

	tree := openCheckpoint(fetch(place+"/checkpoint"), verifier)
	hashes := checkRecords(place, tree)
	checkTiles(place, tree, hashes)
	reader := tlog.TileHashReader(tree, &tiles{place: place, read: map[string][]byte{}})
	for _, index := range samples(tree.N) {
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		check(err)
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, index, hashes[tlog.StoredHashIndex(0, index)]))
	}
	fmt.Printf("%d records included\n", tree.N)

	for _, file := range os.Args[3:] {
		text, err := os.ReadFile(file)
		check(err)
		older := openCheckpoint(text, verifier)
		if older.N > 0 { // every tree continues the empty one, and the library has no proof of it
			proof, err := tlog.ProveTree(tree.N, older.N, reader)
			check(err)
			check(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
		}
		fmt.Printf("consistent with %d\n", older.N)
	}
}

// storedHashes are all complete subtrees, in the library's own order.
type storedHashes []tlog.Hash

func (h storedHashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = h[index]
	}
	return found, nil
}

// checkRecords builds the tree anew from every record that is served.
func checkRecords(place string, tree tlog.Tree) storedHashes {
	var hashes storedHashes
	var records int64
	for bundle := int64(0); bundle*width < tree.N; bundle++ {
		for _, record := range entries(place, tree.N, bundle) {
			more, err := tlog.StoredHashes(records, record, hashes)
			check(err)
			hashes = append(hashes, more...)
			records++
		}
	}
	if records != tree.N {
		log.Fatalf("%d records are served, %d are signed", records, tree.N)
	}
	if tree.N == 0 {
		if tree.Hash != tlog.Hash(sha256.Sum256(nil)) { // this version of the library takes zeros for the empty tree
			log.Fatal("the root is not of the empty tree")
		}
		return hashes
	}
	root, err := tlog.TreeHash(tree.N, hashes)
	check(err)
	if root != tree.Hash {
		log.Fatalf("the records make the root %s, signed is %s", root, tree.Hash)
	}
	return hashes
}

// checkTiles holds every tile of the tree against the records.
func checkTiles(place string, tree tlog.Tree, hashes storedHashes) {
	for level, count := 0, tree.N; count > 0; level, count = level+1, count/width {
		for n := int64(0); n*width < count; n++ {
			tile := tlog.Tile{H: height, L: level, N: n, W: width}
			if rest := count - n*width; rest < width {
				tile.W = int(rest)
			}
			data, err := tlog.ReadTileData(tile, hashes)
			check(err)
			if !bytes.Equal(data, fetch(place+"/"+pathOf(tile))) {
				log.Fatalf("%s does not hold the hashes of its records", pathOf(tile))
			}
		}
	}
}

// samples are the first record, the last, and one of each bundle.
func samples(size int64) []int64 {
	if size == 0 {
		return nil
	}
	indexes := []int64{0, size - 1}
	for start := int64(0); start < size; start += width {
		if index := start + start/width%width; index < size {
			indexes = append(indexes, index)
		}
	}
	return indexes
}

// openCheckpoint checks the signature of the log's key; signatures of keys it does not know are ignored, as the format says.
func openCheckpoint(text []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(text, note.VerifierList(verifier))
	check(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() || lines[3] != "" {
		log.Fatalf("not a checkpoint of %s: %q", verifier.Name(), opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	check(err)
	tree := tlog.Tree{N: size}
	if copy(tree.Hash[:], root) != len(tree.Hash) {
		log.Fatal("the root is too short")
	}
	return tree
}

// entries are a bundle's records: each a length of two bytes, then so many bytes.
func entries(place string, size, bundle int64) [][]byte {
	tile := tlog.Tile{H: height, L: -1, N: bundle, W: width}
	if rest := size - bundle*width; rest < width {
		tile.W = int(rest)
	}
	data := fetch(place + "/" + pathOf(tile))
	var records [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			log.Fatalf("bundle %d is cut short", bundle)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		records = append(records, data[2:end])
		data = data[end:]
	}
	return records
}

type tiles struct {
	place string
	read  map[string][]byte
}

func (t *tiles) Height() int { return height }

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range wanted {
		path := pathOf(tile)
		if t.read[path] == nil {
			t.read[path] = fetch(t.place + "/" + path)
		}
		all = append(all, t.read[path])
	}
	return all, nil
}

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}

// pathOf is the tile's C2SP path: the library's own, without the height, and "entries" in place of "data".
func pathOf(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

func fetch(name string) []byte {
	if !strings.HasPrefix(name, "http://") {
		data, err := os.ReadFile(name)
		check(err)
		return data
	}
	response, err := http.Get(name)
	check(err)
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	check(err)
	if response.StatusCode != http.StatusOK {
		log.Fatalf("%s: %s %s", name, response.Status, bytes.TrimSpace(body))
	}
	return body
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
