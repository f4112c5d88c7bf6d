// Linked to a submission: reads requests from one pipe, answers on another; see loop.c.
package main

import (
	"encoding/binary"
	"io"
	"os"
	"strconv"

	submission "submission"
)

var (
	jobs, results *os.File
	token         [4]byte
)

func read(size uint32) []byte {
	data := make([]byte, size)
	if _, err := io.ReadFull(jobs, data); err != nil {
		os.Exit(0)
	}
	return data
}

func readLetter() byte { return read(1)[0] }

func readBlock() []byte { return read(binary.BigEndian.Uint32(read(4))) }

func endRequest() { copy(token[:], read(4)) }

func answer(letter byte, data []byte) {
	head := append([]byte{letter}, token[:]...)
	head = binary.BigEndian.AppendUint64(head, uint64(len(data)))
	for _, part := range [][]byte{head, data} {
		if _, err := results.Write(part); err != nil {
			os.Exit(0)
		}
	}
}

func call() {
	name := string(readBlock())
	if readLetter() != 2 || readLetter() != 'B' {
		os.Exit(70)
	}
	input := readBlock()
	if readLetter() != 'I' {
		os.Exit(70)
	}
	read(8)
	endRequest()
	if name == "compress" {
		answer('O', submission.Compress(input))
	} else {
		answer('O', submission.Decompress(input))
	}
}

func descriptor(word string) *os.File {
	number, err := strconv.ParseUint(word, 10, 32)
	if err != nil {
		os.Exit(70)
	}
	return os.NewFile(uintptr(number), word)
}

func main() {
	jobs, results = descriptor(os.Args[1]), descriptor(os.Args[2])
	first, _ := strconv.ParseUint(os.Args[3], 16, 32)
	binary.BigEndian.PutUint32(token[:], uint32(first))
	answer('O', nil)
	for {
		switch readLetter() {
		case 'F':
			call()
		case 'E':
			data := readBlock()
			endRequest()
			answer('O', data)
		case 'W':
			endRequest()
			answer('O', nil)
		default:
			os.Exit(70)
		}
	}
}
