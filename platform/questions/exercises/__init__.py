"""One exercise for each question, by the question's address."""

from collections.abc import Mapping

from questions.exercises.applications import Applications
from questions.exercises.base import Exercise
from questions.exercises.design_and_training import DesignAndTraining
from questions.exercises.future import Future
from questions.exercises.key_factors import KeyFactors
from questions.exercises.lossless_methods import LosslessMethods
from questions.exercises.role_of_compression import RoleOfCompression
from questions.exercises.scaling_law import ScalingLaw

EXERCISES: Mapping[str, Exercise] = {
    "scaling-law": ScalingLaw(),
    "key-factors": KeyFactors(),
    "role-of-compression": RoleOfCompression(),
    "lossless-methods": LosslessMethods(),
    "design-and-training": DesignAndTraining(),
    "applications": Applications(),
    "future": Future(),
}
